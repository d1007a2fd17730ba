"""Training: pure compiled steps, what is compiled and shared, and one run's session around them."""

"""Fields that several losses have."""

from engine.contracts import Field, Text

FROM_LOGITS = Field(
    "from_logits",
    "boolean",
    False,
    Text("From logits", "Aus Logits"),
    Text(
        "Switched on, the loss turns plain sums (logits) into probabilities itself, which is more "
        "exact. The output then ends without an activation.",
        "Eingeschaltet macht der Verlust aus den bloßen Summen (Logits) selbst "
        "Wahrscheinlichkeiten, das ist genauer. Die Ausgabe endet dann ohne Aktivierung.",
    ),
    advanced=True,
)

LABEL_SMOOTHING = Field(
    "label_smoothing",
    "number",
    0.0,
    Text("Label smoothing", "Label Smoothing"),
    Text(
        "Takes this share away from the right class and spreads it over all of them. The network "
        "is then never asked to be perfectly sure.",
        "Nimmt der richtigen Klasse diesen Anteil weg und verteilt ihn auf alle. So muss sich das "
        "Netz nie ganz sicher sein.",
    ),
    minimum=0,
    maximum=1,
    structural=False,
    advanced=True,
)

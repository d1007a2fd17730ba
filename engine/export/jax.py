"""Networks as JAX programs: layers as short functions, weights in a dictionary, our formulas."""

from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._jax_network import Network, network_code
from engine.export._jax_training import Training, function, loaded
from engine.export._parts import FOLDER
from engine.export._program import program
from engine.export._start import first_weights
from engine.export.data import data_code


def source(facts: Facts, weights: str | None = None) -> str:
    """The program; ``weights`` is the name of the file with trained weights, if there is one."""
    network, start = network_code(facts), first_weights(facts)
    start += gather(FOLDER / "start.py", ["load_weights"] if weights else [])
    if facts.outputs:
        learning = Training(facts, network).write(weights)
    else:
        body = ["weights = first_weights(seed=0)", *loaded(weights), *_shapes()]
        main = function("main()", "Makes weights and tells their shapes.", body)
        learning = Gathered((), (main,))
    parts = [
        ("The examples", data_code(facts)),
        ("The network", network.code + predict(network)),
        ("Its first weights", start),
        ("How it learns", learning),
    ]
    return program(facts, "JAX", parts)


def predict(network: Network) -> Gathered:
    """The function ``predict``: outputs alone, compiled."""
    extra = network.moving + network.priced
    body = [f"return network(weights, x){'[0]' if extra else ''}"]
    name, text = function("predict(weights, x)", "The outputs for rows x.", body)
    return Gathered((), ((name, f"@jax.jit\n{text}"),))


def _shapes() -> list[str]:
    return [
        "for layer, own in weights.items():",
        "    for name, tensor in own.items():",
        "        print(layer, name, tensor.shape)",
    ]

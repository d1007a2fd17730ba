"""Networks as PyTorch programs: a module, PyTorch's layers and optimizers, a loop."""

from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._jax_training import function
from engine.export._parts import FOLDER
from engine.export._program import program
from engine.export._start import first_weights
from engine.export._torch_network import network_code, put
from engine.export._torch_training import Training, begun
from engine.export.data import data_code


def source(facts: Facts, weights: str | None = None) -> str:
    """The program; ``weights`` is the name of the file with trained weights, if there is one."""
    network, start = network_code(facts), first_weights(facts)
    start += gather(FOLDER / "start.py", ["load_weights"] if weights else []) + put(network)
    if facts.outputs:
        learning = Training(facts, network).write(weights)
    else:
        body = [*begun(weights, 0), "print(model)"]
        main = function("main()", "Makes the model and tells what is in it.", body)
        learning = Gathered((), (main,))
    parts = [
        ("The examples", data_code(facts)),
        ("The network", network.code),
        ("Its first weights", start),
        ("How it learns", learning),
    ]
    return program(facts, "PyTorch", parts)

"""Networks as PyTorch programs: a module, its own layers and optimizers where it has them, a loop."""

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
    network = network_code(facts)
    code = data_code(facts) + network.code + first_weights(facts)
    code += gather(FOLDER / "start.py", ["load_weights"] if weights else []) + put(network)
    if facts.outputs:
        code += Training(facts, network).write(weights)
    else:
        body = [*begun(weights, 0), "print(model)"]
        main = function("main()", "Makes the model and tells what is in it.", body)
        code += Gathered((), (main,))
    end = 'if __name__ == "__main__":\n    main()'
    return program(facts, "PyTorch", code.imports, [code.source, end])

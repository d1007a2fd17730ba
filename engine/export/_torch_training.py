"""How a document learns, as functions in PyTorch: a step, what it costs, the loop."""

import re
from collections.abc import Callable, Sequence
from inspect import signature

from engine import catalog
from engine.contracts import LossKind
from engine.export import _told as told
from engine.export._code import STEP, call, literal, named
from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._jax_network import frozen
from engine.export._jax_training import function, inner, tensors
from engine.export._losses import Losses
from engine.export._parts import FOLDER, Part, find, ours, texts
from engine.export._torch_network import Network
from engine.graph.spec import TrainingSpec

PARTS = FOLDER / "torch_training.py"
CLIPS = {
    "clipnorm": "clipnorm",
    "global_clipnorm": "nn.utils.clip_grad_norm_",
    "clipvalue": "nn.utils.clip_grad_value_",
}


def sgd(momentum: float, nesterov: bool, moves: bool) -> tuple[str, dict[str, str]]:
    """PyTorch's own, but where the rate moves the velocity as Keras has it."""
    steady = {"momentum": literal(momentum)} if momentum else {}
    given = steady | ({"nesterov": "True"} if nesterov and momentum else {})
    return ("SGD" if moves and momentum else "torch.optim.SGD"), given


def rmsprop(
    rho: float, momentum: float, epsilon: float, centered: bool
) -> tuple[str, dict[str, str]]:
    """Its epsilon stands behind the root, Keras's before it."""
    given = {"alpha": literal(rho), "eps": literal(epsilon)}
    given |= {"momentum": literal(momentum)} if momentum else {}
    return "torch.optim.RMSprop", given | ({"centered": "True"} if centered else {})


def adam(beta_1: float, beta_2: float, epsilon: float, amsgrad: bool) -> tuple[str, dict[str, str]]:
    """Running means of the gradient and its square."""
    given = _betas(beta_1, beta_2) | {"eps": literal(epsilon)}
    return "torch.optim.Adam", given | ({"amsgrad": "True"} if amsgrad else {})


def adamw(
    beta_1: float, beta_2: float, epsilon: float, amsgrad: bool, weight_decay: float
) -> tuple[str, dict[str, str]]:
    """The same, with a decay of its own."""
    given = adam(beta_1, beta_2, epsilon, amsgrad)[1]
    return "torch.optim.AdamW", given | {"weight_decay": literal(weight_decay)}


def adamax(beta_1: float, beta_2: float, epsilon: float) -> tuple[str, dict[str, str]]:
    """Measured by the largest recent gradient."""
    return "torch.optim.Adamax", _betas(beta_1, beta_2) | {"eps": literal(epsilon)}


def nadam(beta_1: float, beta_2: float, epsilon: float) -> tuple[str, dict[str, str]]:
    """Keras's momentum warms up a step at a time, PyTorch's by default much slower."""
    given = _betas(beta_1, beta_2) | {"eps": literal(epsilon), "momentum_decay": "1.0"}
    return "torch.optim.NAdam", given


def adagrad(initial_accumulator_value: float, epsilon: float) -> tuple[str, dict[str, str]]:
    """Divided by all the gradients there have been."""
    start = literal(initial_accumulator_value)
    return "torch.optim.Adagrad", {"initial_accumulator_value": start, "eps": literal(epsilon)}


def adadelta(rho: float, epsilon: float) -> tuple[str, dict[str, str]]:
    """Steps measured by gradients and by the steps before."""
    return "torch.optim.Adadelta", {"rho": literal(rho), "eps": literal(epsilon)}


def lion(beta_1: float, beta_2: float) -> tuple[str, dict[str, str]]:
    """PyTorch has none."""
    return "Lion", _betas(beta_1, beta_2)


def _betas(beta_1: float, beta_2: float) -> dict[str, str]:
    return {"betas": literal((beta_1, beta_2))}


OPTIMIZERS: dict[str, Callable[..., tuple[str, dict[str, str]]]] = {
    each.__name__: each
    for each in (sgd, rmsprop, adam, adamw, adamax, nadam, adagrad, adadelta, lion)
}


def optimizer(spec: TrainingSpec, *, moves: bool) -> tuple[str, Gathered]:
    """The optimizer's constructor; ``moves`` says that its learning rate does."""
    kind, config = OPTIMIZERS[spec.optimizer], {**spec.optimizer_config, "moves": moves}
    name, given = kind(**{each: config[each] for each in signature(kind).parameters})
    rate = f"lr={literal(config['learning_rate'])}"
    code = Gathered() if name.startswith("torch") else gather(PARTS, [name])
    return call(name, ["model.parameters()", rate, *named(given)], 16), code


class Training:
    """Writes the functions that train one network, and gathers what they need."""

    def __init__(self, facts: Facts, network: Network) -> None:
        self.facts, self.network, self.spec = facts, network, facts.document.training
        self.code = Gathered(("import numpy as np",))
        self.losses = Losses(facts, network.results, _loss, PARTS)
        self.results = ", ".join(network.results)
        self.weights, more = told.row_weights(facts, ".numpy()")
        self.code += more
        self.weighted = bool(self.weights or self.spec.sample_weight)
        self.callbacks = told.callbacks(facts)
        for _, needed in self.callbacks.values():
            self.code += needed
        self.plateau = "reduce_lr_on_plateau" in self.callbacks
        self.moves = self.plateau or self.spec.schedule.kind != "constant"

    def need(self, *names: str) -> None:
        """Functions of ``parts``."""
        self.code += gather(PARTS, names)

    def add(self, head: str, says: str, body: Sequence[str]) -> None:
        """One more function."""
        self.code += Gathered((), (function(head, says, body),))

    def write(self, weights: str | None) -> Gathered:
        """All functions from the penalty to ``main``."""
        penalty = self.write_penalty()
        self.write_step(penalty)
        self.write_evaluate(penalty)
        self.write_train()
        self.write_main(weights)
        return self.losses.code + self.code

    def place(self, node: str, weight: str) -> str:
        """Where a tensor of ours lives in the model."""
        return f"model.{self.network.places[node, weight].path}"

    def write_penalty(self) -> bool:
        """What large weights cost; whether anything does."""
        prices = [
            call(
                "price",
                [self.place(node.id, weight.name), *(f"{n}={literal(v)}" for n, v in cost.items())],
            )
            for node, weight in tensors(self.facts)
            if weight.regularizer
            and not frozen(node)
            and (cost := inner(node, weight.regularizer))
            and any(cost.values())
        ]
        if prices:
            self.need("price")
            self.add(
                "penalty(model)", "What large weights add to the loss.", [f"return {_sum(prices)}"]
            )
        return bool(prices)

    def run(self, model: str) -> str:
        """The line that asks the model."""
        several = len(self.network.results) > 1
        if not self.network.priced:
            return f"{self.results} = {model}"
        return f"{f'({self.results})' if several else self.results}, priced = {model}"

    def write_step(self, penalty: bool) -> None:
        """One step: gradients, their bounds, the optimizer, the weights' bounds."""
        config = self.spec.optimizer_config
        body = ["optimizer.zero_grad()", self.run("model(x)"), *self.losses.lines()]
        body += ["losses = losses * w"] if self.weighted else []
        body += ["losses = losses + priced"] if self.network.priced else []
        body += [f"loss = losses.mean(){' + penalty(model)' if penalty else ''}", "loss.backward()"]
        for clip, name in CLIPS.items():
            if config.get(clip) is not None:
                self.need(*([name] if name == clip else []))
                body.append(f"{name}(model.parameters(), {literal(config[clip])})")
        if config.get("weight_decay") and self.spec.optimizer != "adamw":
            self.need("decay")
            rate = 'optimizer.param_groups[0]["lr"]'
            rate = rate if self.moves else literal(config["learning_rate"])
            body.append(f"decay(model.parameters(), {rate} * {literal(config['weight_decay'])})")
        body += ["optimizer.step()", *self.bounds(), "return loss.item()"]
        more = ", w" if self.weighted else ""
        says = "Moves the weights by one batch; answers its loss."
        self.add(f"step(model, optimizer, x, y{more})", says, body)

    def bounds(self) -> list[str]:
        """Lines that shorten weights to their largest norms."""
        lines: list[str] = []
        for node, weight in tensors(self.facts):
            most = inner(node, weight.constraint) if weight.constraint else None
            if not most or frozen(node):
                continue
            self.need("max_norm")
            axes = self.network.places[node.id, weight.name].copied.axes
            given = [self.place(node.id, weight.name), literal(most["max_norm"])]
            lines.append(call("max_norm", [*given, f"dim={literal(axes)}"]))
        return lines

    def write_evaluate(self, penalty: bool) -> None:
        """Loss and metrics of rows that nothing is learned from."""
        self.need("in_batches")
        inside = [self.run("in_batches(model, x)"), *self.losses.lines()]
        inside += ["losses = losses + priced"] if self.network.priced else []
        for value, bend in self.losses.bends():
            dim = "" if bend == "sigmoid" else ", dim=-1"
            inside.append(f"{value} = torch.{bend}({value}{dim})")
        mean = "losses.mean()" + (" + penalty(model)" if penalty else "")
        entries = [f'"loss": {f"({mean})" if penalty else mean}.item(),']
        if self.losses.several:
            names = [output.head.name for output, _ in self.losses.pairs]
            entries += [f"{literal(n + '_loss')}: each[{literal(n)}].mean().item()," for n in names]
        values, targets = self.losses.readable()
        metrics, code = told.figures(
            self.facts,
            [f"{each}.numpy()" for each in targets],
            [f"{each}.numpy()" for each in values],
        )
        self.code += code
        lines = "\n".join(inside).split("\n")
        body = ["model.eval()", "with torch.no_grad():", *(STEP + line for line in lines)]
        lines = "\n".join([*entries, *metrics]).split("\n")
        body += ["    return {", *(STEP * 2 + line for line in lines), "    }"]
        self.add("evaluate(model, x, y)", "Loss and metrics of rows, by name.", body)

    def rate(self) -> str:
        """The learning rate of a step, its formula in NumPy."""
        schedule, start = self.spec.schedule, literal(self.spec.optimizer_config["learning_rate"])
        start = "rate" if self.plateau else start
        if schedule.kind == "constant":
            return start
        kind = catalog.schedules()[schedule.kind]
        part, code = ours(kind.rate, kind.name, kind.fields)
        pieces = tuple((name, re.sub(r"\bjnp\b", "np", text)) for name, text in code.pieces)
        self.code += Gathered((), pieces)
        given = texts(kind.fields, dict(schedule.config))
        return part.call(given | {"start": start, "step": "number"})

    def write_train(self) -> None:
        """The loop over epochs and batches."""
        spec = self.spec
        made, code = optimizer(spec, moves=self.moves)
        self.code += code + Gathered(("from torch.utils.data import DataLoader, TensorDataset",))
        sampled = spec.sample_weight is not None
        body = [f"x, y{', w' if sampled else ''} = training"]
        if self.weights:
            body += [f"weights = {self.weights}"]
            body.append(f"w = {'w * ' if sampled else ''}torch.as_tensor(weights)")
        several = self.losses.several
        parts = ["x", "*y.values()" if several else "y", *(["w"] if self.weighted else [])]
        loader = [f"TensorDataset({', '.join(parts)})", f"batch_size={spec.batch_size}"]
        loader += ["shuffle=True"] if spec.shuffle else []
        body += [f"optimizer = {made}", f"loader = {call('DataLoader', loader, 13)}"]
        scheduled = spec.schedule.kind != "constant"
        body += ["number = 0"] if scheduled else []
        start = literal(spec.optimizer_config["learning_rate"])
        body += [f"rate = {start}"] if self.plateau else []
        body += told.watching(self.callbacks)
        lines = ["model.train()", *(f"model.{name}.eval()" for name in self.network.still)]
        lines += ["total = 0.0", "for batch in loader:"]
        if self.moves:
            lines += [
                "    for group in optimizer.param_groups:",
                f'        group["lr"] = float({self.rate()})'.replace("\n", "\n        "),
            ]
        lines += ["    number += 1"] if scheduled else []
        given = "*batch"
        if several:
            weighted = ", batch[-1]" if self.weighted else ""
            given = f"batch[0], dict(zip(y, batch[1:])){weighted}"
        lines.append(f"    loss = step(model, optimizer, {given})")
        lines.append("    total += loss * len(batch[0])")
        lines.append('figures = {"loss": total / len(x)}')
        lines += told.epoch_end(
            self.facts,
            "model",
            "model.state_dict()",
            "model.load_state_dict(stopping.best_weights)",
        )
        body.append(f"for epoch in range({spec.epochs}):")
        body += [f"    {line}" for line in "\n".join(lines).split("\n")]
        says = "Learns batch by batch and tells how it goes."
        self.add("train(model, training, validation)", says, body)

    def write_main(self, weights: str | None) -> None:
        """The function that does it all."""
        self.need("as_tensors")
        body = [
            f"torch.manual_seed({self.spec.seed})",
            "training, validation, test = as_tensors(load_data())",
            *begun(weights, self.spec.seed),
            "train(model, training, validation)",
            "print(evaluate(model, *test))",
        ]
        self.add("main()", "Trains the network and says how good it is.", body)


def begun(weights: str | None, seed: int) -> list[str]:
    """Lines that make the model and fill it with weights."""
    load = [f"weights = load_weights({literal(weights)}, like=weights)"] if weights else []
    return [
        "model = Network()",
        f"weights = first_weights(seed={seed})",
        *load,
        "put(model, weights)",
    ]


def _sum(terms: Sequence[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    return "(\n" + "".join(f"    {'+ ' if n else ''}{text}\n" for n, text in enumerate(terms)) + ")"


def _loss(kind: LossKind) -> tuple[Part, Gathered]:
    found = find(("torch_losses.py",), kind.name)
    assert found is not None, kind.name
    return found[1], gather(found[0], [kind.name])

"""How a document learns, as functions in JAX: the loss of a batch, a step, the loop."""

from collections.abc import Sequence

from engine import catalog
from engine.contracts import LossKind, Weight
from engine.export import _told as told
from engine.export._code import STEP, call, literal, named
from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._jax_network import Network, frozen
from engine.export._losses import Losses
from engine.export._parts import FOLDER, Part, ours, texts
from engine.graph.spec import Node

PARTS = FOLDER / "jax_training.py"
CLIPS = ("clipnorm", "global_clipnorm", "clipvalue")


def function(head: str, says: str, body: Sequence[str]) -> tuple[str, str]:
    """A function as a piece of a program."""
    lines = [f'"""{says}"""', *"\n".join(body).split("\n")]
    text = "\n".join([f"def {head}:", *(f"{STEP}{line}" if line else "" for line in lines)])
    return head.partition("(")[0], text


class Training:
    """Writes the functions that train one network, and gathers what they need."""

    def __init__(self, facts: Facts, network: Network) -> None:
        self.facts, self.network, self.spec = facts, network, facts.document.training
        self.code = Gathered(("import jax", "import jax.numpy as jnp", "import numpy as np"))
        self.results = ", ".join(network.results)
        self.losses = Losses(facts, network.results, _loss, PARTS)
        self.several = self.losses.several
        self.row_weights, more = told.row_weights(facts)
        self.code += more
        self.weighted = bool(self.row_weights or self.spec.sample_weight)
        self.fixed = _fixed(facts)
        self.callbacks = told.callbacks(facts)
        for _, needed in self.callbacks.values():
            self.code += needed
        self.plateau = "reduce_lr_on_plateau" in self.callbacks

    def need(self, *names: str) -> None:
        """Functions of ``parts``."""
        self.code += gather(PARTS, names)

    def add(self, head: str, says: str, body: Sequence[str], before: str = "") -> None:
        """One more function."""
        name, text = function(head, says, body)
        self.code += Gathered((), ((name, before + text),))

    def write(self, weights: str | None) -> Gathered:
        """All functions from the penalty to ``main``."""
        penalty = self.write_penalty()
        self.write_loss(penalty)
        self.write_step()
        self.write_evaluate(penalty)
        self.write_train()
        self.write_main(weights)
        return self.losses.code + self.code

    def write_penalty(self) -> bool:
        """What large weights cost; whether anything does."""
        prices = [
            call("price", [_place(node, weight), *named({n: literal(v) for n, v in cost.items()})])
            for node, weight in tensors(self.facts)
            if weight.regularizer
            and not frozen(node)
            and (cost := inner(node, weight.regularizer))
            and any(cost.values())
        ]
        if not prices:
            return False
        self.need("price")
        lines = [
            "return (",
            *(f"    {'+ ' if n else ''}{text}" for n, text in enumerate(prices)),
            ")",
        ]
        self.add(
            "penalty(weights)",
            "What large weights add to the loss.",
            lines if len(prices) > 1 else [f"return {prices[0]}"],
        )
        return True

    def given(self, *more: str) -> str:
        """What goes through a step beside the weights."""
        keyed = ["key"] if self.network.keyed else []
        return ", ".join([*more, *(["w"] if self.weighted else []), *keyed])

    def write_loss(self, penalty: bool) -> None:
        """The mean loss of a batch."""
        extra = [
            *(["moved"] if self.network.moving else []),
            *(["priced"] if self.network.priced else []),
        ]
        answered = self.results if len(self.network.results) == 1 else f"({self.results})"
        left = ", ".join([answered if extra else self.results, *extra])
        body = ["weights = joined(learned, fixed)"] if self.fixed else []
        body += [
            f"{left} = network(weights, {self.given('x') if self.network.keyed else 'x'})".replace(
                ", w,", ","
            )
        ]
        body += self.losses.lines()
        if self.weighted:
            body.append("losses = losses * w")
        if self.network.priced:
            body.append("losses = losses + priced")
        mean = "jnp.mean(losses)" + (" + penalty(weights)" if penalty else "")
        body.append(f"return {mean}" + (", moved" if self.network.moving else ""))
        first = "learned, fixed" if self.fixed else "weights"
        says = "The mean loss of a batch" + (
            ", and the statistics that moved." if self.network.moving else "."
        )
        self.add(f"loss_of({first}, {self.given('x', 'y')})", says, body)

    def rate(self) -> str:
        """The learning rate of a step."""
        schedule, start = self.spec.schedule, literal(self.spec.optimizer_config["learning_rate"])
        start = "rate" if self.plateau else start
        if schedule.kind == "constant":
            return start
        kind = catalog.schedules()[schedule.kind]
        part, code = ours(kind.rate, kind.name, kind.fields)
        self.code += code
        given = texts(kind.fields, dict(schedule.config))
        return part.call(given | {"start": start, "step": "number"})

    def write_step(self) -> None:
        """One step: gradients, the optimizer, bounds."""
        kind, config = catalog.optimizers()[self.spec.optimizer], self.spec.optimizer_config
        part, code = ours(kind.update, kind.name, kind.fields)
        self.code += code
        fixed, moving = bool(self.fixed), self.network.moving
        self.need(*(["joined", "parted"] if fixed else []))
        if fixed:
            items = {layer: tuple(own) for layer, own in self.fixed.items()}
            self.code += Gathered((), (("FIXED", f"FIXED = {literal(items)}"),))
        learned = "learned" if fixed else "weights"
        body = ["learned, fixed = parted(weights, FIXED)"] if fixed else []
        aux = ", has_aux=True" if moving else ""
        value = "(loss, moved)" if moving else "loss"
        arguments = f"{'learned, fixed' if fixed else 'weights'}, {self.given('x', 'y')}"
        body.append(f"{value}, grads = jax.value_and_grad(loss_of{aux})({arguments})")
        for clip in CLIPS:
            if config.get(clip) is not None:
                self.need(clip)
                body.append(f"grads = {clip}(grads, {literal(config[clip])})")
        rate = self.rate()
        if rate not in ("rate", literal(config["learning_rate"])):
            body.append(f"rate = {rate}")
            rate = "rate"
        if config.get("weight_decay"):
            decay = literal(config["weight_decay"])
            body.append(
                f"{learned} = jax.tree.map(lambda w: w * (1 - {rate} * {decay}), {learned})"
            )
        given = texts(kind.fields, config) | {
            "grads": "grads",
            "state": "memory",
            "params": learned,
            "learning_rate": rate,
        }
        body.append(f"change, memory = {part.call(given, before=17)}")
        body.append(f"{learned} = jax.tree.map(jnp.add, {learned}, change)")
        body += self.bounds(learned)
        if fixed:
            body.append(
                f"weights = joined({learned}, {'joined(fixed, moved)' if moving else 'fixed'})"
            )
        body.append("return weights, memory, loss")
        rates = ["rate"] if self.plateau else []
        head = f"step(weights, memory, {', '.join(['number', *rates])}, {self.given('x', 'y')})"
        says = "The weights and the optimizer's memory after one batch, step ``number`` from 0."
        self.add(head, says, body, "@jax.jit\n")

    def bounds(self, learned: str) -> list[str]:
        """Lines that shorten weights to their largest norms."""
        lines: list[str] = []
        for node, weight in tensors(self.facts):
            most = inner(node, weight.constraint) if weight.constraint else None
            if not most or frozen(node):
                continue
            self.need("max_norm")
            rank = len(weight.shape)
            axes = tuple(axis for axis in range(rank) if axis - rank not in weight.units)
            place = _place(node, weight, learned)
            arguments = [place, literal(most["max_norm"]), f"axes={literal(axes)}"]
            lines.append(f"{place} = {call('max_norm', arguments)}")
        return lines

    def write_evaluate(self, penalty: bool) -> None:
        """Loss and metrics of rows that nothing is learned from."""
        self.need("in_batches")
        priced = self.network.priced
        outs = f"({self.results})" if priced and self.several else self.results
        extra = ["_"] * (self.network.moving and priced) + ["priced"] * priced
        asked = "network" if priced else "predict"
        body = [f"{', '.join([outs, *extra])} = in_batches(lambda rows: {asked}(weights, rows), x)"]
        body += self.losses.lines()
        if self.network.priced:
            body.append("losses = losses + priced")
        mean = "float(jnp.mean(losses)" + (" + penalty(weights))" if penalty else ")")
        entries = [f'"loss": {mean},']
        entries += [
            f"{literal(o.head.name + '_loss')}: float(jnp.mean(each[{literal(o.head.name)}])),"
            for o, _ in self.losses.pairs
            if self.several
        ]
        for value, bend in self.losses.bends():
            body.append(f"{value} = np.asarray(jax.nn.{bend}({value}))")
        values, targets = self.losses.readable()
        metrics, code = told.figures(self.facts, targets, values)
        self.code += code
        body += [
            "return {",
            *(STEP + line for line in "\n".join([*entries, *metrics]).split("\n")),
            "}",
        ]
        self.add("evaluate(weights, x, y)", "Loss and metrics of rows, by name.", body)

    def write_train(self) -> None:
        """The loop over epochs and batches."""
        spec = self.spec
        kind = catalog.optimizers()[spec.optimizer]
        init, code = ours(kind.init, f"{kind.name}_memory", kind.fields)
        self.code += code
        learned = "parted(weights, FIXED)[0]" if self.fixed else "weights"
        memory = init.call(texts(kind.fields, spec.optimizer_config) | {"params": learned})
        sampled = spec.sample_weight is not None
        body = [f"x, y{', w' if sampled else ''} = training"]
        if self.row_weights:
            body.append(f"w = {'w * ' if sampled else ''}{self.row_weights}")
        body += [f"rng = np.random.default_rng({spec.seed})"] if spec.shuffle else []
        body += [f"key = jax.random.key({spec.seed})"] if self.network.keyed else []
        body += [f"memory, number = {memory}, 0"]
        body += (
            [f"rate = {literal(spec.optimizer_config['learning_rate'])}"] if self.plateau else []
        )
        body += told.watching(self.callbacks)
        order = "rng.permutation(len(x))" if spec.shuffle else "np.arange(len(x))"
        y = "{name: each[rows] for name, each in y.items()}" if self.several else "y[rows]"
        given = ["x[rows]", y, *(["w[rows]"] if self.weighted else [])]
        given += ["jax.random.fold_in(key, number)"] if self.network.keyed else []
        numbers = ["number", *(["rate"] if self.plateau else [])]
        stepped = call("step", ["weights", "memory", *numbers, *given], 34)
        lines = [
            f"order, total = {order}, 0.0",
            f"for start in range(0, len(x), {spec.batch_size}):",
            f"    rows = order[start : start + {spec.batch_size}]",
            *f"    weights, memory, loss = {stepped}".replace("\n", "\n    ").split("\n"),
            "    total += loss * len(rows)",
            "    number += 1",
            'figures = {"loss": float(total / len(x))}',
        ]
        lines += told.epoch_end(self.facts, "weights", "weights", "return stopping.best_weights")
        body += [f"for epoch in range({spec.epochs}):"]
        body += [f"    {line}" for line in "\n".join(lines).split("\n")]
        body.append("return weights")
        says = "Learns batch by batch and tells how it goes; answers the weights."
        self.add("train(weights, training, validation)", says, body)

    def write_main(self, weights: str | None) -> None:
        """The function that does it all."""
        body = [
            "training, validation, test = load_data()",
            f"weights = first_weights(seed={self.spec.seed})",
        ]
        body += loaded(weights)
        body += [
            "weights = train(weights, training, validation)",
            "print(evaluate(weights, *test))",
        ]
        self.add("main()", "Trains the network and says how good it is.", body)


def loaded(weights: str | None) -> list[str]:
    """The line that takes weights from a file."""
    return [f"weights = load_weights({literal(weights)}, like=weights)"] if weights else []


def _loss(kind: LossKind) -> tuple[Part, Gathered]:
    return ours(kind.apply, kind.name, kind.fields)


def tensors(facts: Facts) -> list[tuple[Node, Weight]]:
    """All tensors with the nodes that own them."""
    return [
        (node, weight)
        for node in facts.layers
        if node.shares is None
        for weight in facts.checked.inferred[node.id].weights
    ]


def inner(node: Node, field: str) -> dict[str, float] | None:
    """A setting of a node, or of the layer inside it: ``layer.kernel_regularizer``."""
    first, _, second = field.partition(".")
    value = node.config[first]
    return dict(value.config)[second] if second else value


def _place(node: Node, weight: Weight, tree: str = "weights") -> str:
    return f"{tree}[{literal(node.id)}][{literal(weight.name)}]"


def _fixed(facts: Facts) -> dict[str, list[str]]:
    """Tensors that gradients do not change, by layer."""
    found: dict[str, list[str]] = {}
    for node, weight in tensors(facts):
        if frozen(node) or not weight.trainable:
            found.setdefault(node.id, []).append(weight.name)
    return found

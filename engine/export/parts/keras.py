# pyright: basic
"""What Keras 3 has no ready-made piece for, written with its own means."""

import keras
import numpy as np
from keras import layers
from safetensors.numpy import load_file


@keras.saving.register_keras_serializable()
class PositionalEmbedding(layers.Layer):
    """Adds to each position of a sequence a row of its own: learned, or fixed waves."""

    def __init__(self, mode="learned", initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.mode = mode
        self.initializer = keras.initializers.get(initializer)
        self.supports_masking = True

    def build(self, shape):
        _, steps, features = shape
        if self.mode == "learned":
            self.rows = self.add_weight(
                name="position_embeddings", shape=(steps, features), initializer=self.initializer
            )
            return
        place, pair = np.arange(steps)[:, None], np.arange(features)[None, :]
        angle = place / 10_000 ** (2 * (pair // 2) / features)
        waves = np.where(pair % 2 == 0, np.sin(angle), np.cos(angle))
        self.rows = keras.ops.convert_to_tensor(waves, "float32")

    def call(self, x):
        return x + self.rows

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "mode": self.mode, "initializer": initializer}


@keras.saving.register_keras_serializable()
class RandomCrop(layers.RandomCrop):
    """A random piece in training, the one from the middle otherwise."""

    def call(self, x, training=False):
        if training:
            return super().call(x, training=True)
        return layers.CenterCrop(self.height, self.width)(x)


@keras.saving.register_keras_serializable()
def threshold(x):
    """What is above one half, zero otherwise."""
    return keras.activations.threshold(x, 0.5, 0.0)


def accuracy(y_true, y_pred):
    """The share of outputs on the side of zero that their targets -1 and +1 are on."""
    return keras.ops.mean(keras.ops.equal(y_true > 0, y_pred > 0), axis=-1)


def load_weights(model, file):
    """Weights from a safetensors file whose tensors are named layer/number in Keras's order."""
    tensors = load_file(file)
    for layer in model.layers:
        own = sorted(name for name in tensors if name.startswith(f"{layer.name}/"))
        if own:
            layer.set_weights([tensors[name] for name in own])


def balanced(y, classes):
    """Weights of the classes under which each counts the same in sum."""
    numbers = y if y.ndim == 1 else y.argmax(axis=1) if y.shape[1] > 1 else y[:, 0] > 0
    counts = np.bincount(numbers.astype(int), minlength=classes)
    return {
        number: len(y) / (classes * count) if count else 1.0 for number, count in enumerate(counts)
    }

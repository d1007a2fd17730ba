"""Fashion-MNIST: pictures of clothes in the format of MNIST, and harder to tell apart."""

from engine.contracts import Text
from engine.datasets._idx import NAMES, idx_files, image_set
from engine.datasets.fetch._debian import debian, installed
from engine.datasets.fetch._files import FileSet
from engine.datasets.fetch._publisher import publisher

CLASSES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
FOLDER = "usr/share/datasets/fashion-mnist"

FILES = FileSet(
    name="fashion_mnist",
    files=idx_files(
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ),
    sources=(
        installed(f"/{FOLDER}"),
        debian("dataset-fashion-mnist", size=30_900_652, inside=FOLDER),
        publisher(
            "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion",
            [f"{name}.gz" for name in NAMES],
            size=30_878_645,
        ),
    ),
)

KIND = image_set(
    FILES,
    CLASSES,
    name="fashion_mnist",
    label=Text("Fashion-MNIST", "Fashion-MNIST (Kleidung)"),
    summary=Text(
        "70,000 pictures of clothes, 28 × 28 pixels",
        "70.000 Bilder von Kleidung, 28 × 28 Pixel",
    ),
    about=Text(
        "Small gray pictures of articles from the shop Zalando in ten classes, 6,000 of each to "
        "learn from and 1,000 of each to be tested on. It has exactly the shape of MNIST, so "
        "every network for digits runs on it, but it is much harder: shirt, coat and pullover "
        "look alike at this size. Dense layers get about 88 % right, small convolutional networks "
        "about 91 %.",
        "Kleine graue Bilder von Artikeln des Händlers Zalando in zehn Klassen, je 6.000 zum "
        "Lernen und je 1.000 zum Testen. Der Datensatz hat genau die Form von MNIST, also läuft "
        "jedes Ziffernnetz auch hier, aber er ist viel schwerer: Hemd, Mantel und Pullover sehen "
        "in dieser Größe ähnlich aus. Dense-Schichten erkennen etwa 88 % richtig, kleine "
        "Faltungsnetze etwa 91 %.",
    ),
    source="Han Xiao, Kashif Rasul, Roland Vollgraf (2017), Zalando Research",
    license="MIT",
    order=80,
    keywords=(
        "clothes", "fashion", "Zalando", "images", "grayscale",
        "Kleidung", "Mode", "Bilder", "Graustufen",
    ),
)  # fmt: skip

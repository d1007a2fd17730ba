"""People, sessions, invitations, classes, progress; networks and runs belong to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _classes()
    op.create_table(
        "progress",
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column("lesson", sa.String(64), primary_key=True),
        sa.Column("step", sa.String(64), nullable=False),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("done", "guesses", "answers", "hints")
        ),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("updated", sa.DateTime(), nullable=False),
    )
    for table in ("networks", "runs"):
        owner = sa.Column("owner", sa.String(32), nullable=False, server_default="")
        op.add_column(table, owner)
        op.create_index(f"ix_{table}_owner", table, ["owner"])


def _people() -> None:
    # People and classes point at each other. SQLite takes a key to a table that comes later, and
    # can add none afterwards; PostgreSQL the other way round.
    early = op.get_bind().dialect.name == "sqlite"
    to_class = (_to("course", "classes"),) if early else ()
    op.create_table(
        "people",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("secret", sa.String(200), nullable=False),
        sa.Column("course", sa.String(32), nullable=True),
        sa.Column("awaits_push", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        *to_class,
    )
    op.create_index("ix_people_course", "people", ["course"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("expires", sa.DateTime(), nullable=False),
        _to("person", "people"),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.create_table(
        "invitations",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("expires", sa.DateTime(), nullable=False),
    )


def _classes() -> None:
    op.create_table(
        "classes",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("teacher", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("code", sa.String(8), nullable=True, unique=True),
        sa.Column("code_expires", sa.DateTime(), nullable=True),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.Column("pushed", sa.JSON(), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
        _to("teacher", "people"),
    )
    op.create_index("ix_classes_teacher", "classes", ["teacher"])
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key(
            "people_course_fkey", "people", "classes", ["course"], ["id"], ondelete="CASCADE"
        )
    op.create_table(
        "class_lessons",
        sa.Column("course", sa.String(32), primary_key=True),
        sa.Column("lesson", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        _to("course", "classes"),
    )


def _to(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE")


def downgrade() -> None:
    for table in ("networks", "runs"):
        op.drop_index(f"ix_{table}_owner", table)
        op.drop_column(table, "owner")
    op.drop_table("progress")
    op.drop_table("class_lessons")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("people_course_fkey", "people")
    op.drop_table("classes")
    for table in ("invitations", "sessions", "people"):
        op.drop_table(table)

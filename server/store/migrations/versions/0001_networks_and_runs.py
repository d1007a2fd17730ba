"""Networks and runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "networks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_networks_updated", "networks", ["updated"])
    op.create_table(
        "runs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("playing", sa.Boolean(), nullable=False),
        sa.Column("visited", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_runs_visited", "runs", ["visited"])


def downgrade() -> None:
    op.drop_table("runs")
    op.drop_table("networks")

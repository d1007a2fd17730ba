"""A one-time link may give somebody a new password."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitations", sa.Column("person", sa.String(32), nullable=True))


def downgrade() -> None:
    op.drop_column("invitations", "person")

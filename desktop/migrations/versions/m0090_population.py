"""How many people live in a unit: a column that may stay blank, for rates per 10 000 people."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("unit", sa.Column("population", sa.Integer()))

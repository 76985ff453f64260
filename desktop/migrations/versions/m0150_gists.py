"""Keep of what packages bring that which is compared with records of other units; what is there is read whole."""

import sqlalchemy as sa
from alembic import op

revision = "0150"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("version", sa.Column("gist", sa.Text()))

"""The store: tables, transactions, migrations, the key and backup."""

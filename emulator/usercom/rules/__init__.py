"""What User.com holds its records to: one function a rule."""

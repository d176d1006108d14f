"""The judges of User.com's senders: how they sign, select users, identify and group."""

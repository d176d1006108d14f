"""What zenpy does with a fake, told as JSON."""

import json
import os
from urllib.parse import urlsplit

os.environ["ZENPY_FORCE_NETLOC"] = urlsplit(os.environ["FAUXDESK_URL"]).netloc
os.environ["ZENPY_FORCE_SCHEME"] = "http"

from zenpy import Zenpy
from zenpy.lib.api_objects import User

desk = Zenpy(subdomain="acme", email="admin@acme.example", token="zd-local-token")
made = desk.users.create_or_update(User(name="Ann", email="ann@x.io"))
print(
    json.dumps(
        {
            "me": desk.users.me().email,
            "made": made.email,
            "found": [user.name for user in desk.users.search(query="ann@x.io")],
        }
    )
)

"""What the vendor's own analytics client does with a fake, told as JSON."""

import json
import os

from freshsales import FreshsalesAnalytics
from freshsales.freshsales_exception import FreshsalesException

URL = os.environ["FAUXDESK_URL"]
told = FreshsalesAnalytics(URL, "fs-local-token")


def refusal(act, *arguments):
    """What the client says when it is refused."""
    try:
        act(*arguments)
    except FreshsalesException as refused:
        return str(refused)
    return None


JOHN = {"First name": "John", "Last name": "Doe", "Email": "john@example.com"}
told.identify("u1", {**JOHN, "company": {"Name": "Example.com"}, "deal": {"Name": "Sample"}})
told.identify("u1", {"Alternate contact number": "98765432"})
told.identify("u2", {"Email": "ann@example.com", "fs_contact": True})
told.trackEvent("u1", "Email Bounced", {"emailId": "110688"})
told.trackEvent("u1", "My Custom Thing", {})
told.trackPageView("u1", "http://example.com/pricing")
stranger = FreshsalesAnalytics(URL, "somebody's")
suite = FreshsalesAnalytics(f"{URL}/crm/sales", "fs-local-token")
suite.identify("u3", {"Email": "eve@example.com"})
print(
    json.dumps(
        {
            "wrong token": refusal(stranger.trackPageView, "u1", "http://example.com"),
            "no email": refusal(told.identify, "u4", {"First name": "Jane"}),
        }
    )
)

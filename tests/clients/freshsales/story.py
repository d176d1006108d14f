"""What the vendor's own analytics client does with a fake, told as JSON."""

import json
import os

from freshsales import FreshsalesAnalytics
from freshsales.freshsales_exception import FreshsalesException

URL = os.environ["FAUXDESK_URL"]
told = FreshsalesAnalytics(URL, "fs-local-token")
stranger = FreshsalesAnalytics(URL, "somebody's")
suite = FreshsalesAnalytics(f"{URL}/crm/sales", "fs-local-token")
PAGE = "http://example.com/pricing"


def refusal(act, *arguments):
    """What the client says when it is refused, or refuses itself."""
    try:
        act(*arguments)
    except FreshsalesException as refused:
        return str(refused)
    return None


JOHN = {"First name": "John", "Last name": "Doe", "Email": "john@example.com"}
OBJECTS = {"company": {"Name": "Example.com"}, "deal": {"Name": "Sample", "Value": 1234}}
told.identify("u1", {**JOHN, **OBJECTS})
told.identify("u1", {"Alternate contact number": "98765432", "first name": "Johnny"})
told.identify("u2", {"Email": "ann@example.com", "fs_contact": True, **OBJECTS})
told.identify("u2", {"fs_contact": True, "Job title": "CTO", "company": {"Name": "Acme"}})
told.identify("bob@example.com", {"Last name": "Roe", "Shoe size": 44})
told.trackEvent("u1", "Email Bounced", {"emailId": "110688", "name": "another"})
told.trackEvent("u1", "My Custom Thing")
told.trackEvent("nobody yet", "Newsletter Opened", {})
told.trackPageView("u1", PAGE)
suite.identify("u3", {"Email": "eve@example.com"})
suite.trackEvent("u3", "Signed Up", {"plan": "gold", "seats": 5})
suite.trackPageView("u3", PAGE)
print(
    json.dumps(
        {
            "wrong token": refusal(stranger.trackPageView, "u1", PAGE),
            "wrong token of a visitor": refusal(stranger.identify, "u1", JOHN),
            "no email": refusal(told.identify, "u4", {"First name": "Jane"}),
            "nobody": refusal(told.identify, "", JOHN),
            "no event": refusal(told.trackEvent, "u1", "", {}),
            "no page": refusal(told.trackPageView, "u1", ""),
        }
    )
)

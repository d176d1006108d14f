"""Notes, tasks, appointments and sales activities."""

import pytest

TASK = {"title": "Call", "due_date": "2023-11-15"}
MEETING = {"title": "Demo", "from_date": "2023-11-16T10:00:00Z", "end_date": "2023-11-16T11:00:00Z"}
GONE = {"success": "200"}


@pytest.fixture
def ada(crm):
    """The id of a contact."""
    return crm.made("contacts", email="a@x.io")["id"]


def about(contact_id, **values):
    return {**values, "targetable_type": "Contact", "targetable_id": contact_id}


def task(crm, **values):
    answer = crm.post("/tasks", {"task": {**TASK, **values}})
    assert answer.status == 201, answer.body
    return answer.body["task"]


def test_fs_64_a_note_is_about_a_contact(crm, ada):
    answer = crm.post("/notes", {"note": about(ada, description="Met")})
    note = answer.body["note"]
    assert (answer.status, note["targetables"]) == (200, [{"id": ada, "type": "Contact"}])
    assert crm.get(f"/contacts/{ada}/notes").body == {"notes": [note], "meta": {"total": 1}}
    assert crm.get(f"/contacts/{ada}", include="notes").body["notes"] == [note]


def test_the_notes_of_a_record_have_pages_and_one_total(crm, ada):
    for n in range(3):
        crm.post("/notes", {"note": about(ada, description=str(n))})
    body = crm.get(f"/contacts/{ada}/notes", per_page="2", page="2").body
    assert ([note["description"] for note in body["notes"]], body["meta"]) == (["2"], {"total": 3})


@pytest.mark.parametrize("note", [{"description": ""}, {"description": " "}, {"title": "x"}])
def test_fs_65_a_note_says_something(crm, refusal, ada, note):
    status, says = refusal(crm.post("/notes", {"note": about(ada, **note)}))
    assert (status, "can't be empty" in says) == (400, True)


def test_fs_66_a_task_is_made_with_201(crm, refusal, ada):
    made = task(crm, **about(ada))
    assert (made["status"], made["completed_date"]) == (0, None)
    assert made["targetables"] == [{"id": ada, "type": "Contact"}]
    assert crm.get(f"/tasks/{made['id']}").body["contacts"][0]["id"] == ada
    assert refusal(crm.post("/tasks", TASK))[0] == 400
    blank = crm.post("/tasks", {"task": {**TASK, "title": " "}})
    assert refusal(blank) == (400, "Title can't be blank")


@pytest.mark.parametrize("path", ["/tasks", "/notes"])
def test_fs_67_a_delete_says_success(crm, refusal, path):
    word = path[1:-1]
    made = crm.post(path, {word: {**TASK, "description": "x"}}).body[word]
    answer = crm.delete(f"{path}/{made['id']}")
    assert (answer.status, answer.body) == (200, GONE)
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.deletes.body"
    assert f"{word} you're looking for" in refusal(crm.delete(f"{path}/{made['id']}"))[1]


def test_a_task_that_is_done_has_the_time(crm):
    path = f"/tasks/{task(crm)['id']}"
    done = crm.put(path, {"task": {"status": 1}}).body["task"]
    assert done["completed_date"] == "2023-11-14T18:13:20-04:00"
    assert crm.put(path, {"task": {"status": 0}}).body["task"]["completed_date"] is None


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("open", ["late", "today", "tomorrow"]),
        ("due today", ["today"]),
        ("due_tomorrow", ["tomorrow"]),
        ("overdue", ["late"]),
        ("completed", ["done"]),
    ],
)
def test_tasks_are_listed_by_when_they_are_due(crm_of, name, titles):
    due = {"late": "2023-11-13", "today": "2023-11-14T20:00:00", "tomorrow": "2023-11-15"}
    tasks = [{"title": t, "due_date": d} for t, d in due.items()]
    done = {"title": "done", "due_date": "2023-11-13", "status": 1}
    crm = crm_of({"tasks": [*tasks[2:], done]})
    for each in tasks[:2]:
        task(crm, **each)
    listed = crm.get("/tasks", filter=name).body
    assert sorted(each["title"] for each in listed["tasks"]) == titles
    assert listed["meta"] == {"total": len(titles)}


def test_a_task_is_overdue_after_its_time(crm):
    task(crm, due_date="2023-11-14T18:13:20-04:00")
    assert crm.get("/tasks", filter="overdue").body["tasks"] == []
    crm.account.clock.advance(1)
    assert len(crm.get("/tasks", filter="overdue").body["tasks"]) == 1


def test_tasks_of_no_page_fail(crm):
    answer = crm.get("/tasks", page="0", per_page="0")
    assert (answer.status, answer.body) == (500, {"error_code": 500})
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.tasks.no-page-fails"
    assert crm.get("/tasks", filter="mine").status == 501


def test_an_appointment_tells_all_it_lacks(crm, refusal):
    says = "Title can't be blank; From date can't be blank; End date can't be blank"
    assert refusal(crm.post("/appointments", {"appointment": {"location": "x"}})) == (400, says)


@pytest.mark.parametrize(("zone", "status"), [("Chennai", 201), ("Asia/Kolkata", 400)])
def test_an_appointment_knows_rails_time_zones(crm, ada, zone, status):
    body = {"appointment": about(ada, **MEETING, time_zone=zone)}
    answer = crm.post("/appointments", body)
    assert answer.status == status
    listed = crm.get(f"/contacts/{ada}/appointments").body["appointments"]
    assert len(listed) == (status == 201)


def test_the_notes_of_an_appointment_stand_beside_it(crm, ada):
    made = crm.post("/appointments", {"appointment": about(ada, **MEETING)})
    path = f"/appointments/{made.body['appointment']['id']}"
    shown = [made, crm.get(path), crm.put(path, {"appointment": {"title": "T"}})]
    assert [answer.body["notes"] for answer in shown] == [[], [], []]
    assert crm.get(path).body["contacts"][0]["id"] == ada


def test_an_appointment_that_is_gone_is_a_meeting(crm, refusal):
    assert "meeting you're looking for" in refusal(crm.get("/appointments/1"))[1]


def test_a_sales_activity_lives_as_the_others_do(crm, ada):
    sent = about(ada, title="Call", notes="Rang", sales_activity_type_id=402000000902)
    made = crm.post("/sales_activities", {"sales_activity": sent}).body["sales_activity"]
    path = f"/sales_activities/{made['id']}"
    crm.put(path, {"sales_activity": {"notes": "Rang twice"}})
    assert crm.get(path).body["sales_activity"] == {**made, "notes": "Rang twice"}
    meta = crm.get("/sales_activities").body["meta"]
    assert meta == {"total_pages": 1, "total": 1}
    assert crm.delete(path).body == GONE


@pytest.mark.parametrize(("model", "number"), [("Contact", 9), ("Chair", 9), (None, 9)])
def test_what_a_note_is_about_is_there(crm, model, number):
    note = {"description": "x", "targetable_type": model, "targetable_id": number}
    answer = crm.post("/notes", {"note": note})
    assert answer.status == 400
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.activities.target-known"
    assert crm.table("notes") == []


def test_a_file_brings_notes_and_meetings(crm_of):
    note = about(5, description="Met", id=8)
    crm = crm_of({"contacts": [{"id": 5, "email": "a@x.io"}], "notes": [note]})
    assert crm.get("/contacts/5/notes").body["notes"][0]["id"] == 8

// What node-zendesk does with a fake, told as JSON.
import zendesk from "node-zendesk";

const desk = zendesk.createClient({
  endpointUri: `${process.env.FAUXDESK_URL}/api/v2`,
  username: "admin@acme.example",
  token: "zd-local-token",
});
const made = await desk.users.createOrUpdate({ user: { name: "Ann", email: "ann@x.io" } });
const found = await desk.users.search({ query: "ann@x.io" });
console.log(JSON.stringify({ made: made.result.email, found: found.map((user) => user.name) }));

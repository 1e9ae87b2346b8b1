// Reads deliveries from standard input, one JSON document a line, and prints what each library says of each.
import { createInterface } from "node:readline";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const verdict = (Library, { secret, headers, body }) => {
  try {
    new Library(secret).verify(body, headers);
    return "verified";
  } catch (e) {
    return "refused: " + e.message;
  }
};
for await (const line of createInterface({ input: process.stdin })) {
  const delivery = JSON.parse(line);
  console.log(
    JSON.stringify({ standardwebhooks: verdict(Standard, delivery), svix: verdict(Svix, delivery) }),
  );
}

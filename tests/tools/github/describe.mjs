// Of GitHub's published description, the part that a review uses, into `description.json`: a mock of the whole takes a
// minute to start. Bodies may hold nothing that is not described, so that a misspelt name is an error.
import { readFileSync, writeFileSync } from "node:fs";

const whole = JSON.parse(readFileSync("node_modules/@octokit/openapi/generated/api.github.com.json", "utf8"));
const repository = "/repos/{owner}/{repo}";
const used = {
  [`${repository}/pulls`]: ["get"],
  [`${repository}/pulls/{pull_number}`]: ["get"],
  [`${repository}/pulls/{pull_number}/files`]: ["get"],
  [`${repository}/pulls/{pull_number}/comments`]: ["get"],
  [`${repository}/pulls/{pull_number}/reviews`]: ["post"],
  [`${repository}/pulls/comments/{comment_id}`]: ["patch"],
  [`${repository}/issues/{issue_number}/comments`]: ["get", "post"],
  [`${repository}/issues/comments/{comment_id}`]: ["patch"],
  [`${repository}/commits/{commit_sha}/pulls`]: ["get"],
  [`${repository}/git/commits/{commit_sha}`]: ["get"],
};

function close(schema) {
  if (schema?.type === "object" && schema.properties) {
    schema.additionalProperties = false;
    Object.values(schema.properties).forEach(close);
  }
  if (schema?.items) close(schema.items);
}

const paths = {};
for (const [path, methods] of Object.entries(used)) {
  paths[path] = {};
  for (const method of methods) {
    const operation = whole.paths[path][method];
    close(operation.requestBody?.content["application/json"].schema);
    paths[path][method] = operation;
  }
}

// The components that these operations lead to, and those that they lead to.
const components = {};
const queue = [paths];
while (queue.length > 0) {
  for (const [, group, name] of JSON.stringify(queue.pop()).matchAll(/"#\/components\/([^/"]+)\/([^"]+)"/g)) {
    components[group] ??= {};
    if (!(name in components[group])) {
      components[group][name] = whole.components[group][name];
      queue.push(components[group][name]);
    }
  }
}
writeFileSync("description.json", JSON.stringify({ openapi: whole.openapi, info: whole.info, paths, components }));

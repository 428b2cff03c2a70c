/** Calls the desk's API and returns the response. The error of a call that the desk rejects is marked as `refused`. */
export async function call(method, path, body, signal) {
  const response = await fetch(`api/${path}`, {
    method,
    headers: body === undefined ? {} : {'Content-Type': 'application/json'},
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
  if (!response.ok) {
    throw Object.assign(new Error(`HTTP status ${response.status}`), {refused: response.status < 500, status: response.status});
  }
  return response;
}

export function read(path, signal) {
  return call('GET', path, undefined, signal).then(response => response.json());
}

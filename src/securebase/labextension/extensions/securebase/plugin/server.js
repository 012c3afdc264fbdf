// The server's side of the plugin: is a notebook ours, how far is the learner, the pause corner's page.
export class Server {
  constructor(settings, connection) {
    this.settings = settings;
    this.connection = connection;
  }

  address(room) {
    return `${this.settings.baseUrl}securebase/${room}`;
  }

  async ask(room, body) {
    const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await this.connection.makeRequest(this.address(room), request, this.settings);
    if (!answer.ok) throw new Error(`Secure Base: the server answered ${answer.status} to ${room}.`);
    return answer.json();
  }
}

package io.github.minimax4j.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the desk as the page does, in one conversation, without a browser. */
final class PageClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One server-sent event. */
    record Event(String name, JsonNode data) {

        String text() {
            return data.path("text").asText();
        }
    }

    /** An answer that is on its way. Closing it hangs up. */
    record Stream(InputStream body, BufferedReader lines) implements AutoCloseable {

        /** The next event, or null after the last. */
        Event next() throws IOException {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6);
                } else if (line.startsWith("data:")) {
                    return new Event(name, JSON.readTree(line.substring(5)));
                }
            }
            return null;
        }

        List<Event> rest() throws IOException {
            List<Event> events = new ArrayList<>();
            for (Event event = next(); event != null; event = next()) {
                events.add(event);
            }
            return events;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    private final AtomicInteger asked = new AtomicInteger();

    private final String address;

    private final String conversation;

    PageClient(String address) throws IOException, InterruptedException {
        this.address = address + "/api";
        HttpRequest start = HttpRequest.newBuilder(URI.create(this.address + "/conversations"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        this.conversation = JSON.readTree(
                        http.send(start, BodyHandlers.ofString()).body())
                .path("id")
                .asText();
    }

    Stream ask(String text) throws IOException, InterruptedException {
        return ask(conversation, String.valueOf(asked.incrementAndGet()), text, List.of());
    }

    /** The last question again. */
    Stream retry(String text) throws IOException, InterruptedException {
        return ask(conversation, asked.toString(), text, List.of());
    }

    Stream ask(String conversation, String id, String text, List<String> images)
            throws IOException, InterruptedException {
        String question = JSON.writeValueAsString(Map.of("id", id, "text", text, "images", images));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address + "/conversations/" + conversation + "/questions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        InputStream body = http.send(request, BodyHandlers.ofInputStream()).body();
        return new Stream(body, new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }

    /** The same on a connection of its own, whose answer nobody reads. Closing it hangs up. */
    Socket raw(String text) throws IOException {
        URI uri = URI.create(address);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        byte[] question = JSON.writeValueAsBytes(Map.of("id", "raw", "text", text));
        String head = "POST /api/conversations/" + conversation + "/questions HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + question.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(question);
        return socket;
    }

    /** Any request to the API. */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** The status of the response. */
    int patch(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    String questions() {
        return "/conversations/" + conversation + "/questions";
    }

    /** The status of the page, asked for under this name. */
    String statusLine(String host) throws IOException {
        URI uri = URI.create(address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = "GET /index.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    String conversation() {
        return conversation;
    }

    void forget() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/conversations/" + conversation))
                .DELETE()
                .build();
        http.send(request, BodyHandlers.discarding());
    }
}

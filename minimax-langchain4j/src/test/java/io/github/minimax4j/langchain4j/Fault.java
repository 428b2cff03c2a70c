package io.github.minimax4j.langchain4j;

import io.github.minimax4j.langchain4j.FaultServer.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong at a place of a call.
 *
 * @param name      the row of the table
 * @param where     its place in the response, or a description
 * @param limits    the client's limits
 * @param url       with %d for the server's port
 * @param proxy     whether the server is a proxy
 * @param connected what the server does with a new connection, before TLS and any request; null for nothing special
 * @param talk      what the server does in response to a request
 * @param frames    what it does over HTTP/2
 * @param tls       the server's certificate; null for no TLS
 * @param goodTls   the same when it is healed
 */
record Fault(
        String name,
        String where,
        Limits limits,
        String url,
        boolean proxy,
        @Nullable Talk connected,
        @Nullable Talk talk,
        Http2Connection.@Nullable Frames frames,
        @Nullable SSLContext tls,
        @Nullable SSLContext goodTls) {
    /** Sends to a client what it should not get. */
    @FunctionalInterface
    interface Talk {
        void on(FaultServer server, Socket client, String request) throws Exception;
    }

    enum Where {
        BEFORE_HEADERS,
        IN_HEADERS,
        FIRST_EVENT,
        MIDDLE,
        AFTER_FINISH;

        String shown() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The time limits of a client: short ones where they are to pass, long ones elsewhere, so that a slow machine changes nothing. */
    enum Limits {
        LONG(20, null, 1),
        SHORT(3, null, 1),
        // the connection of the first attempt is closed while the second one waits for it, too
        SHORT_WITHOUT_RETRIES(6, null, 0),
        SHORT_WITH_CALL_TIMEOUT(3, 10L, 1);

        final Duration each;
        final @Nullable Duration call;
        final int retries;

        Limits(long seconds, @Nullable Long callSeconds, int retries) {
            this.retries = retries;
            each = Duration.ofSeconds(seconds);
            call = callSeconds == null ? null : Duration.ofSeconds(callSeconds);
        }
    }

    private static final String SOCKS = "SOCKS proxy is silent";

    boolean isSocks() {
        return name.equals(SOCKS);
    }

    boolean refuses() {
        return name.startsWith("connection refused");
    }

    boolean canHeal() {
        return !url.contains("no-such-host") && !isSocks();
    }

    static List<Fault> all(FaultKeys keys) {
        List<Fault> all = new ArrayList<>();
        all.add(plain("connection refused", "", Limits.LONG, null));
        all.add(new Fault(
                "unknown host", "", Limits.LONG, "http://no-such-host.invalid", false, null, null, null, null, null));
        everywhere(all, "reset", Limits.LONG, where -> (server, client, request) -> {
            begin(server, client, request, where);
            client.setSoLinger(true, 0);
            client.close();
        });
        everywhere(all, "silent stall", Limits.SHORT, where -> (server, client, request) -> {
            write(client, Response.to(request).until(where));
            hold(client);
        });
        everywhere(all, "slow, but whole", Limits.LONG, where -> (server, client, request) -> {
            Response response = Response.to(request);
            write(client, response.until(where));
            for (char each : response.from(where).toCharArray()) {
                pause(1);
                write(client, String.valueOf(each));
            }
        });
        for (Where where : Where.values()) {
            all.add(plain(
                    "trickle without end",
                    where.shown(),
                    Limits.SHORT_WITH_CALL_TIMEOUT,
                    (server, client, request) -> trickle(client, Response.to(request), where)));
        }
        everywhere(all, "cut off", Limits.LONG, where -> (server, client, request) -> {
            begin(server, client, request, where);
            finish(client);
        });
        everywhere(all, "garbage", Limits.LONG, where -> (server, client, request) -> {
            Response response = Response.to(request);
            boolean body = where.compareTo(Where.FIRST_EVENT) >= 0;
            write(
                    client,
                    response.until(where) + (body ? Response.chunk("\n\ndata: }garbage{\n\n") : "\0\1garbage\r\n\r\n"));
            write(client, body ? response.from(Where.AFTER_FINISH) : "");
            finish(client);
        });
        for (Where where : List.of(Where.FIRST_EVENT, Where.MIDDLE, Where.AFTER_FINISH)) {
            all.add(plain("broken chunked coding", where.shown(), Limits.LONG, (server, client, request) -> {
                begin(server, client, request, where);
                write(client, "no hex\r\n");
                finish(client);
            }));
        }
        all.add(plain("length too long", "after finish", Limits.LONG, (server, client, request) -> {
            String body = Response.to(request).body();
            write(
                    client,
                    head("200 OK", type(request), "") + "Content-Length: " + (body.length() + 9) + "\r\n\r\n" + body);
            finish(client);
        }));
        all.add(plain("length too short", "middle", Limits.LONG, (server, client, request) -> {
            String body = Response.to(request).body();
            write(client, head("200 OK", type(request), "") + "Content-Length: 90\r\n\r\n" + body);
        }));
        all.add(plain("length that is no number", "in headers", Limits.LONG, (server, client, request) -> {
            write(
                    client,
                    head("200 OK", type(request), "") + "Content-Length: many\r\n\r\n"
                            + Response.to(request).body());
            finish(client);
        }));
        all.add(plain("gzip that was not asked for", "", Limits.LONG, (server, client, request) -> {
            byte[] body = gzip(Response.to(request).body());
            write(client, head("200 OK", type(request), "Content-Encoding: gzip\r\n") + length(body.length));
            client.getOutputStream().write(body);
        }));
        for (String status : List.of("200 OK", "502 Bad Gateway")) {
            all.add(plain(
                    "HTML page",
                    "HTTP " + status.substring(0, 3),
                    Limits.LONG,
                    (server, client, request) ->
                            write(client, whole(status, "text/html", "", "<html><body>Sign in</body></html>"))));
        }
        redirects(all, "redirect", server -> "");
        redirects(all, "redirect to another host", FaultServer::otherHost);
        tls(all, keys);
        proxies(all, keys);
        http2(all, keys);
        return all;
    }

    private interface Host {
        String of(FaultServer server) throws IOException;
    }

    private static void redirects(List<Fault> all, String name, Host host) {
        for (String status :
                List.of("301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect")) {
            all.add(plain(
                    name,
                    "HTTP " + status.substring(0, 3),
                    Limits.LONG,
                    (server, client, request) -> write(
                            client,
                            whole(
                                    status,
                                    "text/plain",
                                    "Location: " + host.of(server) + "/elsewhere\r\n",
                                    "elsewhere"))));
        }
    }

    private static void tls(List<Fault> all, FaultKeys keys) {
        all.add(secure("TLS: self-signed certificate", keys, keys.selfSigned(), Limits.LONG, null));
        all.add(secure("TLS: expired certificate", keys, keys.expired(), Limits.LONG, null));
        all.add(secure("TLS: certificate of another host", keys, keys.otherHost(), Limits.LONG, null));
        all.add(secure("TLS: the server speaks plain HTTP", keys, null, Limits.LONG, (server, client, request) -> {
            write(client, whole("400 Bad Request", "text/plain", "", "plain HTTP"));
            finish(client);
        }));
        all.add(secure("TLS: closed in the handshake", keys, null, Limits.LONG, (server, client, request) -> {
            client.getInputStream().read();
            finish(client);
        }));
        all.add(secure(
                "TLS: silent in the handshake", keys, null, Limits.SHORT, (server, client, request) -> hold(client)));
    }

    private static void proxies(List<Fault> all, FaultKeys keys) {
        Talk asks = (server, client, request) -> {
            write(
                    client,
                    whole(
                            "407 Proxy Authentication Required",
                            "text/plain",
                            "Proxy-Authenticate: Basic realm=\"x\"\r\n",
                            "log in"));
            finish(client);
        };
        all.add(new Fault(
                "proxy asks for a password",
                "plain HTTP",
                Limits.LONG,
                "http://minimax.invalid",
                true,
                null,
                asks,
                null,
                null,
                null));
        all.add(new Fault(
                "proxy asks for a password",
                "tunnel",
                Limits.LONG,
                "https://localhost:9",
                true,
                null,
                asks,
                null,
                null,
                keys.good()));
        all.add(new Fault(
                SOCKS,
                "",
                Limits.SHORT,
                "http://minimax.invalid",
                true,
                (server, client, request) -> hold(client),
                null,
                null,
                null,
                null));
        all.add(new Fault(
                "proxy is silent",
                "tunnel",
                Limits.SHORT,
                "https://localhost:9",
                true,
                null,
                (server, client, request) -> hold(client),
                null,
                null,
                keys.good()));
    }

    private static void http2(List<Fault> all, FaultKeys keys) {
        http2(
                all,
                keys,
                "HTTP/2: RST_STREAM",
                "before headers",
                Limits.LONG,
                (connection, stream, response) -> connection.reset(stream, 2));
        http2(all, keys, "HTTP/2: RST_STREAM", "middle", Limits.LONG, (connection, stream, response) -> {
            connection.begin(stream, response);
            connection.reset(stream, 2);
        });
        http2(
                all,
                keys,
                "HTTP/2: REFUSED_STREAM",
                "before headers",
                Limits.LONG,
                (connection, stream, response) -> connection.reset(stream, 7));
        http2(all, keys, "HTTP/2: GOAWAY", "before headers", Limits.LONG, (connection, stream, response) -> {
            connection.goAway(0, 0);
            connection.close();
        });
        http2(all, keys, "HTTP/2: GOAWAY", "middle", Limits.LONG, (connection, stream, response) -> {
            connection.begin(stream, response);
            connection.goAway(stream, 2);
            connection.close();
        });
        http2(all, keys, "HTTP/2: GOAWAY, then the rest", "middle", Limits.LONG, (connection, stream, response) -> {
            connection.begin(stream, response);
            connection.goAway(stream, 0);
            connection.data(stream, response.pieces().get(2) + response.pieces().get(3), true);
        });
        http2(all, keys, "HTTP/2: silent stall", "before headers", Limits.SHORT, (connection, stream, response) -> {});
        http2(all, keys, "HTTP/2: silent stall", "middle", Limits.SHORT, (connection, stream, response) -> {
            connection.begin(stream, response);
        });
        all.add(new Fault(
                "HTTP/2: silent in the handshake",
                "without retries",
                Limits.SHORT_WITHOUT_RETRIES,
                "https://localhost:%d",
                false,
                (server, client, request) -> hold(client),
                null,
                (connection, stream, response) -> {},
                keys.good(),
                keys.good()));
    }

    private static void http2(
            List<Fault> all, FaultKeys keys, String name, String where, Limits limits, Http2Connection.Frames frames) {
        all.add(new Fault(
                name, where, limits, "https://localhost:%d", false, null, null, frames, keys.good(), keys.good()));
    }

    private static Fault plain(String name, String where, Limits limits, @Nullable Talk talk) {
        return new Fault(name, where, limits, "http://127.0.0.1:%d", false, null, talk, null, null, null);
    }

    private static Fault secure(
            String name, FaultKeys keys, @Nullable SSLContext tls, Limits limits, @Nullable Talk connected) {
        return new Fault(name, "", limits, "https://localhost:%d", false, connected, null, null, tls, keys.good());
    }

    private interface AtPlace {
        Talk at(Where where);
    }

    private static void everywhere(List<Fault> all, String name, Limits limits, AtPlace talk) {
        for (Where where : Where.values()) {
            all.add(plain(name, where.shown(), limits, talk.at(where)));
        }
    }

    /** Sends the response up to a place, and waits until the application has what it can have of it: then the rest cannot overtake it. */
    private static void begin(FaultServer server, Socket client, String request, Where where) throws Exception {
        Response response = Response.to(request);
        write(client, response.until(where));
        if (response.isStream() && where.compareTo(Where.FIRST_EVENT) > 0) {
            server.awaitDelivery();
        }
    }

    private static void trickle(Socket client, Response response, Where where) throws IOException {
        write(client, response.until(where));
        int count = 0;
        while (true) {
            pause(200);
            write(
                    client,
                    switch (where) {
                        case BEFORE_HEADERS -> "HTTP/1.1 103 Early Hints\r\n\r\n";
                        case IN_HEADERS -> count++ + ": x\r\nX-";
                        default ->
                            Response.chunk(response.isStream() && where != Where.FIRST_EVENT ? ": ping\n\n" : " ");
                    });
        }
    }

    private static String type(String request) {
        return Response.to(request).isStream() ? "text/event-stream" : "application/json";
    }

    private static String head(String status, String type, String headers) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + headers;
    }

    private static String length(int length) {
        return "Content-Length: " + length + "\r\n\r\n";
    }

    private static String whole(String status, String type, String headers, String body) {
        return head(status, type, headers) + length(body.length()) + body;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Sends nothing more, and ends when the client has closed the connection. */
    private static void finish(Socket client) throws IOException {
        client.shutdownOutput();
        hold(client);
        throw new IOException("over");
    }

    /** Waits until the client has closed the connection. */
    private static void hold(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            // more of the request
        }
        throw new IOException("over");
    }
}

package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.NetworkSettings;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.client.ContentDecoder;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.MemoryUtils;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Starts and stops Jetty's client: one that sends what it is given and returns what comes, and does nothing of its own. */
final class JettyClients {

    // what a stream that is held back may keep in memory
    private static final int HTTP2_STREAM_WINDOW = 64 * 1024;

    // those streams must not hold up others of the same connection
    private static final int HTTP2_SESSION_WINDOW = 1024 * 1024 * 1024;

    private static final int MAX_HEADERS_SIZE = 384 * 1024;

    private static final String REFERENCES_PER_CACHE_LINE = "org.eclipse.jetty.util.referencesPerCacheLine";

    static {
        // or Jetty asks the JVM's MBean server, whose start loads 400 classes before the first call
        if (System.getProperty(REFERENCES_PER_CACHE_LINE) == null) {
            System.setProperty(
                    REFERENCES_PER_CACHE_LINE, "16"); // only spaces fields out: more than needed does no harm
            try {
                MemoryUtils.getReferencesPerCacheLine();
            } finally {
                System.clearProperty(REFERENCES_PER_CACHE_LINE);
            }
        }
    }

    private JettyClients() {}

    /** Whether several requests share a connection. */
    static boolean isMultiplexed(ClientSettings settings) {
        return isTls(settings) && settings.get(ClientSettings.HTTP_VERSION) == Version.HTTP_2;
    }

    private static boolean isTls(ClientSettings settings) {
        return settings.endpoint().root().startsWith("https:");
    }

    /** Threads that wait for connections: with TLS several, or handshakes would wait for each other. */
    static int selectors(ClientSettings settings) {
        return isTls(settings) ? Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors())) : 1;
    }

    static HttpClient start(ClientSettings settings, Executor threads, Executor worker, Scheduler scheduler) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(selectors(settings));
        connector.setSslContextFactory(new Tls(isTls(settings), settings.network()));
        HttpClientTransport transport = isMultiplexed(settings) ? new Http2OrLess(connector) : new Http1(connector);
        try {
            transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING); // no hop to another thread
        } catch (NoSuchMethodError e) {
            // before Jetty 12.1
        }
        HttpClient client = new HttpClient(transport);
        client.setExecutor(threads);
        client.setByteBufferPool(new Buffers());
        client.setScheduler(scheduler);
        long connectMillis = settings.get(ClientSettings.CONNECT_TIMEOUT).toMillis();
        client.setConnectTimeout(connectMillis);
        client.setSocketAddressResolver(new JettyResolver(worker));
        client.setIdleTimeout(connectMillis + 1000); // until there is a connection, see withoutLimit
        client.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
        client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
        client.setMaxRequestHeadersSize(MAX_HEADERS_SIZE);
        client.setMaxResponseHeadersSize(MAX_HEADERS_SIZE);
        client.setFollowRedirects(false); // the key must not travel to another host
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.getContentDecoderFactories().put(new NoDecoder()); // or Jetty would look for some
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client could not be started", e);
        }
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new ContinueProtocolHandler());
        client.getProtocolHandlers().put(new ProcessingProtocolHandler());
        client.getProtocolHandlers().put(new EarlyHintsProtocolHandler());
        return client;
    }

    static void stop(HttpClient client) {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Jetty's idle timeout closes what stays silent while a proxy or TLS is negotiated, which nobody else would close; calls that wait
     * for it have given up by then. After that, calls have their own limits, and idle connections are swept.
     */
    private static EndPoint withoutLimit(EndPoint connected) {
        connected.setIdleTimeout(0);
        return connected;
    }

    private static final class Http1 extends HttpClientTransportOverHTTP {

        Http1(ClientConnector connector) {
            super(connector);
        }

        @Override
        public Connection newConnection(EndPoint connected, Map<String, Object> context) throws IOException {
            return super.newConnection(withoutLimit(connected), context);
        }
    }

    static final class Http2OrLess extends HttpClientTransportDynamic {

        // of HTTP/2
        private final Set<HTTP2Connection> connections = ConcurrentHashMap.newKeySet();

        // those of them whose server has been pinged: one ping at a time
        private final Set<HTTP2Connection> suspected = ConcurrentHashMap.newKeySet();

        Http2OrLess(ClientConnector connector) {
            super(
                    connector,
                    new ClientConnectionFactoryOverHTTP2.HTTP2(http2(connector)),
                    HttpClientConnectionFactory.HTTP11);
        }

        private static HTTP2Client http2(ClientConnector connector) {
            HTTP2Client http2 = new HTTP2Client(connector);
            http2.setInitialStreamRecvWindow(HTTP2_STREAM_WINDOW);
            http2.setInitialSessionRecvWindow(HTTP2_SESSION_WINDOW);
            return http2;
        }

        @Override
        public Connection newConnection(EndPoint connected, Map<String, Object> context) throws IOException {
            Connection opened = super.newConnection(connected, context);
            if (opened instanceof HTTP2Connection http2) {
                http2.getSession().addEventListener(new FirstFrame(connected, () -> connections.add(http2)));
                connections.removeIf(known -> !known.getEndPoint().isOpen());
            } else {
                withoutLimit(connected);
            }
            return opened;
        }

        /** Closes connections on which no response to a ping arrives in time: Jetty would send further calls over them. */
        void closeDead(Scheduler scheduler, long millis) {
            for (HTTP2Connection each : connections) {
                if (suspected.add(each)) {
                    long received = each.getBytesIn();
                    Runnable close = () -> {
                        suspected.remove(each);
                        if (each.getBytesIn() == received) {
                            each.getSession().disconnect();
                        }
                    };
                    scheduler.schedule(close, millis, TimeUnit.MILLISECONDS);
                    each.getSession().ping(new PingFrame(false), Callback.NOOP);
                }
            }
        }
    }

    /** Jetty sends nothing over HTTP/2 before the server has sent its settings, which are its first frame. */
    private record FirstFrame(EndPoint connected, Runnable opened) implements HTTP2Session.FrameListener {

        @Override
        public void onIncomingFrame(Session session, Frame frame) {
            withoutLimit(connected);
            opened.run();
            ((HTTP2Session) session).removeEventListener(this);
        }
    }

    /**
     * Gives each user of a pooled buffer a view of its own. When a call is cancelled while the head of its response is read, Jetty clears a
     * buffer that it has released already; without this, the connection that has the buffer by then would lose what it has read.
     */
    static final class Buffers extends ArrayByteBufferPool {

        Buffers() {
            super(0, 2048, 65536, 2 * Runtime.getRuntime().availableProcessors()); // as Jetty's client does
        }

        // before Jetty 12.1 this overrides nothing, because the result has another type
        @Override
        public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
            RetainableByteBuffer.Mutable pooled = super.acquire(size, direct);
            return RetainableByteBuffer.wrap(pooled.getByteBuffer().duplicate(), pooled);
        }
    }

    private static final class NoDecoder extends ContentDecoder.Factory {

        NoDecoder() {
            super("none");
        }

        @Override
        public Content.Source newDecoderContentSource(Content.Source source) {
            return source;
        }
    }

    /** Leaves certificates, protocols and cipher suites to the JDK and the user; Jetty would exclude some. */
    private static final class Tls extends SslContextFactory.Client {

        private final boolean needed;

        private final NetworkSettings network;

        private volatile @Nullable SSLContext context;

        Tls(boolean needed, NetworkSettings network) {
            this.needed = needed;
            this.network = network;
        }

        @Override
        protected void doStart() throws NoSuchAlgorithmException {
            if (needed) {
                context = network.sslContext() == null ? SSLContext.getDefault() : network.sslContext();
            }
        }

        @Override
        public SSLEngine newSSLEngine(String host, int port) {
            SSLEngine engine = Objects.requireNonNull(context).createSSLEngine(host, port);
            SSLParameters parameters = engine.getSSLParameters();
            SSLParameters given = network.sslParameters();
            if (given != null && given.getCipherSuites() != null) {
                parameters.setCipherSuites(given.getCipherSuites());
            }
            if (given != null && given.getProtocols() != null) {
                parameters.setProtocols(given.getProtocols());
            }
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        }
    }
}

package io.github.minimax4j.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.EOFException;
import java.net.URI;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLException;

/** Netty's HTTP codec with one event loop and a pool without a limit. */
final class NettyEngine extends Engine {

    private final Deque<Channel> idle = new ConcurrentLinkedDeque<>();

    private final Bootstrap bootstrap = new Bootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true);

    private final URI uri;

    private final String authorization;

    NettyEngine(String baseUrl, String apiKey) throws SSLException {
        uri = URI.create(baseUrl + "/v1/chat/completions");
        authorization = "Bearer " + apiKey;
        SslContext tls =
                baseUrl.startsWith("https") ? SslContextBuilder.forClient().build() : null;
        bootstrap.handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc(), uri.getHost(), uri.getPort()));
                }
                channel.pipeline().addLast(new HttpClientCodec(), new Handler());
            }
        });
    }

    @Override
    void send(boolean stream, Exchange exchange) {
        Channel pooled = idle.pollFirst();
        if (pooled != null) {
            send(stream, exchange, pooled);
            return;
        }
        bootstrap.connect(uri.getHost(), uri.getPort()).addListener(connected -> {
            if (connected.isSuccess()) {
                send(stream, exchange, ((io.netty.channel.ChannelFuture) connected).channel());
            } else {
                exchange.end(connected.cause());
            }
        });
    }

    private void send(boolean stream, Exchange exchange, Channel channel) {
        channel.pipeline().get(Handler.class).exchange = exchange;
        byte[] body = body(stream);
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, uri.getPath(), Unpooled.wrappedBuffer(body));
        request.headers()
                .set("Host", uri.getAuthority())
                .set("Authorization", authorization)
                .set("Content-Type", "application/json")
                .set("Content-Length", body.length);
        channel.writeAndFlush(request);
    }

    private final class Handler extends SimpleChannelInboundHandler<HttpObject> {

        private volatile Exchange exchange;

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            Exchange current = exchange;
            if (part instanceof HttpContent content && content.content().isReadable()) {
                current.bytes(content.content().nioBuffer(), context::close);
            }
            if (part instanceof LastHttpContent) {
                exchange = null;
                idle.addFirst(context.channel());
                current.end(null);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            idle.remove(context.channel());
            Exchange current = exchange;
            if (current != null) {
                current.end(new EOFException());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            context.close();
        }
    }
}

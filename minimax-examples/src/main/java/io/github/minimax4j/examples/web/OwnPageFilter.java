package io.github.minimax4j.examples.web;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets only the desk's own page ask the desk. Any page that is open in a browser can send requests to this machine, and can by its
 * own name server be of the same origin as this one; then only the {@code Host} header tells.
 */
@Component
final class OwnPageFilter implements WebFilter {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isOwn(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        return exchange.getResponse().setComplete();
    }

    private static boolean isOwn(ServerHttpRequest request) {
        String host = request.getHeaders().getFirst("Host");
        if (host == null || !HOSTS.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))) {
            return false;
        }
        // links of other pages may lead to this one, but no further
        if (!request.getPath().value().startsWith("/api")) {
            return true;
        }
        String origin = request.getHeaders().getFirst("Origin");
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        return (origin == null || origin.equalsIgnoreCase("http://" + host))
                && (site == null || OWN_SITES.contains(site));
    }
}

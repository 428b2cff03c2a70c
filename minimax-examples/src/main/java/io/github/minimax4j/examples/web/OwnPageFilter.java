package io.github.minimax4j.examples.web;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Allows requests to the desk only from its own page. Any page that is open in a browser can send requests to this machine and, by DNS
 * rebinding, appear to have the same origin; then only the {@code Host} header reveals it.
 */
@Component
final class OwnPageFilter implements WebFilter {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    // decodes as the mappings of controllers do
    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

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
        // other pages may link to this page, but not call its API
        if (!API.matches(request.getPath().pathWithinApplication())) {
            return true;
        }
        String origin = request.getHeaders().getFirst("Origin");
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        return (origin == null || origin.equalsIgnoreCase("http://" + host))
                && (site == null || OWN_SITES.contains(site));
    }
}

package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.internal.check.Ranges;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's address, parsed by the rule of {@code docs/base-url.md}.
 *
 * @param root    the base of all endpoints, except possibly that of chat; ends with a slash
 * @param chatUrl the whole address of the chat endpoint
 * @param host    the host in lower case
 * @param port    the port, explicit or by default
 * @param query   the parameters of the given address; their values may be secrets
 */
public record Endpoint(String root, String chatUrl, String host, int port, Map<String, String> query) {

    /** The limits of gateways whose own pages allow less than MiniMax does (wire reference 2.3). */
    private static final Map<String, Integer> HIGHEST_TEMPERATURES = Map.of("llmprovider.ai", 1);

    private static final Pattern CHAT = Pattern.compile("/(chat/completions|text/chatcompletion_v2)$");

    private static final Pattern ANOTHER_PROTOCOL = Pattern.compile("/anthropic(/v1(/messages)?)?$");

    private static final String VERSION = "/v\\d+(\\.\\d+)?((alpha|beta)\\d*)?";

    private static final Pattern OTHER_ENDPOINT =
            Pattern.compile("(" + VERSION + ")/(models|embeddings|image_generation|t2a_v2|responses/input_tokens)$");

    private static final Pattern ENDS_IN_VERSION = Pattern.compile(VERSION + "$");

    // such as /v1beta/openai and /v1/projects/…/openapi: they are followed by no version
    private static final Pattern ROOT_BEHIND_VERSION = Pattern.compile(VERSION + "/(.+/)?(openai|openapi|compat)$");

    /**
     * Parses an address.
     *
     * @param chatPath the path of the chat endpoint below the address, or null to follow the rule
     */
    public static Endpoint of(String baseUrl, @Nullable String chatPath) {
        if (chatPath != null && (!chatPath.startsWith("/") || chatPath.contains("?") || chatPath.contains("#"))) {
            throw new IllegalArgumentException(
                    "chatPath is '" + chatPath + "': it must begin with a slash and have no query");
        }
        URI uri = parse(baseUrl.strip());
        String host = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
        String path = withoutSlashesAtEnd(uri.getRawPath()).replaceFirst("^//+", "/");
        String chatEndpoint = found(CHAT, path);
        String otherProtocol = found(ANOTHER_PROTOCOL, path);
        if (chatEndpoint != null) {
            path = cut(path, chatEndpoint);
        } else if (chatPath != null && path.endsWith(chatPath)) {
            path = cut(path, chatPath);
        } else if (otherProtocol != null) {
            path = cut(path, otherProtocol);
        } else if (found(OTHER_ENDPOINT, path) != null) {
            path = path.substring(0, path.lastIndexOf('/'));
        }
        String version = found(ENDS_IN_VERSION, path);
        if (version != null) {
            path = cut(path, path.substring(path.length() - version.length())) + version;
        }
        boolean isRoot = chatEndpoint != null || version != null || found(ROOT_BEHIND_VERSION, path) != null;
        String root = host + path + (isRoot ? "/" : "/v1/");
        String chatUrl = chatPath != null
                ? host + joined(path, version, chatPath)
                : root + (chatEndpoint == null ? "chat/completions" : chatEndpoint.substring(1));
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return new Endpoint(root, chatUrl, uri.getHost().toLowerCase(Locale.ROOT), port, parameters(uri.getRawQuery()));
    }

    /** The part of a path that the pattern matches, ignoring case, in lower case, or null. */
    private static @Nullable String found(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path.toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.group() : null;
    }

    private static String cut(String path, String end) {
        return withoutSlashesAtEnd(path.substring(0, path.length() - end.length()));
    }

    /** Appends the path of chat to another one; a version that both contain at the joint is kept once. */
    private static String joined(String path, @Nullable String version, String chatPath) {
        for (int i = path.indexOf('/'); version != null && i >= 0; i = path.indexOf('/', i + 1)) {
            if (chatPath.startsWith(path.substring(i) + "/")) {
                return path.substring(0, i) + chatPath;
            }
        }
        return path + chatPath;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : (query == null ? "" : query).split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            String[] parts = parameter.split("=", 2);
            String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            if (parameters.put(name, value) != null) {
                throw new IllegalArgumentException(
                        "baseUrl has the query parameter '" + name + "' twice: leave one of them out");
            }
        }
        return parameters;
    }

    /** Without the query, which may hold secrets. */
    @Override
    public String toString() {
        return chatUrl;
    }

    /** Rejects a value that this host is known not to accept. */
    public void check(ChatCompletionRequest request) {
        HIGHEST_TEMPERATURES.forEach((gateway, highest) -> {
            if (isAtOrBelow(gateway)) {
                try {
                    Ranges.inRange("temperature", request.temperature(), 0, highest);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            e.getMessage() + " for the gateway " + gateway + ", unlike at MiniMax itself");
                }
            }
        });
    }

    private boolean isAtOrBelow(String domain) {
        int prefix = host.length() - domain.length();
        return host.endsWith(domain) && (prefix == 0 || host.charAt(prefix - 1) == '.');
    }

    private static URI parse(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUrl is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("baseUrl must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "baseUrl has no valid host name: use ASCII letters, digits, dots and dashes");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException(
                    "baseUrl has the port " + uri.getPort() + ": it must be from 1 to 65535");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must not hold a user name or password: set headers instead");
        }
        return uri;
    }

    private static String withoutSlashesAtEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}

package io.github.minimax4j.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The server's address in normal form, and the path of the chat endpoint below it.
 *
 * @param baseUrl  without {@code /v1}, with a trailing slash
 * @param chatPath relative to the base URL
 * @param host     the host in lower case
 */
record Endpoint(String baseUrl, String chatPath, String host) {

    static Endpoint of(String baseUrl, String chatPath) {
        if (!chatPath.startsWith("/") || chatPath.contains("?") || chatPath.contains("#")) {
            throw new IllegalArgumentException(
                    "chatPath is '" + chatPath + "': it must begin with a slash and have no query");
        }
        URI uri = parse(baseUrl.strip());
        String path = withoutSlashesAtEnd(uri.getRawPath());
        for (String suffix : new String[] {chatPath, "/v1"}) {
            // users paste the address with /v1, with the whole path, or with neither
            if (path.endsWith(suffix)) {
                path = withoutSlashesAtEnd(path.substring(0, path.length() - suffix.length()));
                break;
            }
        }
        String base = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + path + "/";
        return new Endpoint(base, chatPath.substring(1), uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** The port, said or not. */
    int port() {
        URI uri = URI.create(baseUrl);
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    String chatUrl() {
        return baseUrl + chatPath;
    }

    /** The address of another endpoint. */
    String url(String path) {
        return baseUrl + path;
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
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("baseUrl must have no query and no fragment");
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

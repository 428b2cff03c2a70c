package io.github.minimax4j.core.internal.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** A request header whose value is sent but not shown: at level DEBUG, Jetty logs the headers of requests. */
final class SecretHeader extends PreEncodedHttpField {

    private final String secret;

    SecretHeader(String name, String value) {
        super(HttpHeader.CACHE.get(name), name, value);
        this.secret = value;
    }

    boolean holds(String value) {
        return secret.equals(value);
    }

    @Override
    public String getValue() {
        return "***";
    }
}

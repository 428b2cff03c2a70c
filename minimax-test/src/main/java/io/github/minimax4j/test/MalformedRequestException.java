package io.github.minimax4j.test;

import java.io.IOException;

/** The bytes received are not an HTTP/1.1 request. */
final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}

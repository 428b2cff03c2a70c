package io.github.minimax4j.test;

import java.io.IOException;

/** The client closed the connection before its response was complete. */
final class ClientHungUpException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientHungUpException() {
        super("The client hung up before its response was complete");
    }
}

package io.github.minimax4j.benchmarks;

/** A client that is measured; it lives as long as its process. Thread-safe. */
interface Contender {

    /**
     * What a call sends.
     *
     * @param history    number of messages
     * @param imageBytes size of the image in the last message; 0 for none
     * @param tools      whether a tool is offered
     */
    record Prompt(int history, int imageBytes, boolean tools) {

        static final Prompt SHORT = new Prompt(1, 0, false);

        static final Prompt TOOLS = new Prompt(1, 0, true);

        String text(int message) {
            return "What is the weather like in the town number " + message + "? Answer in one sentence.";
        }
    }

    /** Receives a stream; called by one thread at a time. */
    interface Sink {

        /** One or more pieces have arrived. Call {@code cancel} to hang up. */
        void pieces(int count, Runnable cancel);

        /** The stream is over; {@code failure} is null if it completed. */
        void end(Throwable failure);
    }

    /** Makes the client for a base URL that ends without {@code /v1}. */
    interface Factory {

        Contender open(String baseUrl, String apiKey) throws Exception;
    }

    /** Makes a unary call and waits; returns the length of the text. */
    int call(Prompt prompt) throws Exception;

    /** Starts a stream. */
    void stream(Prompt prompt, Sink sink) throws Exception;
}

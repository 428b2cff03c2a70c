package io.github.minimax4j.examples.backend;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the scripted server responds to each example. */
final class Scripts {

    private Scripts() {}

    static void script(MiniMaxServer server, String example) {
        switch (example) {
            case "PlainChat" ->
                server.enqueue(Reply.text("Rivers carry minerals into it, and only its water evaporates.")
                        .usage(31, 14));
            case "StreamToTerminal" ->
                server.enqueue(Reply.thinking("Air scatters short waves most.")
                        .text("The air scatters blue light more than red light, so the sky looks blue.")
                        .usage(18, 27)
                        .streamed(stream -> stream.pause(Duration.ofMillis(20))));
            case "CallTools" ->
                server.enqueue(
                        Reply.thinking("I need today's rate.").toolCall("rate", "{\"from\":\"EUR\",\"to\":\"NOK\"}"),
                        Reply.text("250 euros are 2,900 kroner."));
            case "WriteAndReview" ->
                server.enqueue(
                        Reply.text("Oslo is a city."),
                        Reply.text("0.3"),
                        Reply.text("Oslo: fjord swims at noon, forest huts by night."),
                        Reply.text("0.9"));
            case "AskDocuments" ->
                server.when(request -> request.path().endsWith("/embeddings"), Reply.embeddings(Scripts::vector))
                        .when(
                                request -> request.lastUserText().contains("bicycle travels free"),
                                Reply.text("Yes, free of charge on regional trains."))
                        .when(any -> true, Reply.text("The documents do not say."));
            case "ExtractTrips" ->
                server.enqueue(Reply.json(Map.of(
                        "from", "Lisbon", "to", "Oslo", "day", "2027-05-12", "travellers", 2, "cabin", "ECONOMY")));
            case "DescribeImage" -> server.enqueue(Reply.text("A red circle on a white square."));
            case "McpTools" ->
                server.enqueue(
                        Reply.thinking("The timetable knows.").toolCall("departures", "{\"station\":\"Oslo S\"}"),
                        Reply.text("The next train to Bergen leaves at 8:25."));
            case "Gateways" -> server.when(any -> true, Scripts::gateway);
            case "TwoReplicas" -> server.when(any -> true, Reply.text("Hello.").usage(10, 2));
            default -> throw new IllegalArgumentException("There is no script for " + example);
        }
    }

    /** A vector with as many dimensions as those of embo-01, by the words of a text. */
    private static float[] vector(String text) {
        float[] vector = new float[1536];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode(), vector.length)] += word.length();
        }
        return vector;
    }

    private static Reply gateway(RecordedRequest request) {
        return Reply.thinking(request.model().contains("M1") ? "A greeting." : "")
                .text("Hello from " + request.model() + ".")
                .asGateway();
    }
}

package io.github.minimax4j.examples.pages;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;

/** What the scripted server sends to the programs of the pages, by the name of the program. */
final class PageScripts {

    private PageScripts() {}

    static void script(MiniMaxServer server, String program) {
        switch (program) {
            case "Weather.java" ->
                server.enqueue(
                        Reply.thinking("A tool knows.").toolCall("weather", "{\"city\":\"Oslo\"}"),
                        Reply.text("It rains in Oslo, at 12 degrees."));
            case "Agents.java" -> server.enqueue(Reply.text("Oslo 8:15."), Reply.text("Take the train at 8:15."));
            case "ShowThinking.java" ->
                server.enqueue(
                        Reply.thinking("17 times 20 is 340, 17 times 3 is 51.").text("391."));
            case "ReadTrip.java" ->
                server.enqueue(
                        Reply.text("```json\n{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"2027-05-12\"}\n```"));
            case "ReadTrips.java" ->
                server.enqueue(Reply.text("{\"values\":[{\"from\":\"Lisbon\",\"to\":\"Oslo\"},"
                        + "{\"from\":\"Oslo\",\"to\":\"Lisbon\"}]}"));
            case "DescribeImage.java" -> server.enqueue(Reply.text("A lighthouse."));
            case "DescribeVideo.java" -> server.enqueue(Reply.text("A ship leaves the harbour."));
            case "Embed.java" -> server.when(request -> true, embeddings());
            case "Paint.java" -> server.enqueue(Reply.imageUrls("https://example.com/lighthouse.png"));
            case "Speak.java" -> server.enqueue(Reply.speech(new byte[] {'I', 'D', '3', 4, 0}));
            case "CountTokens.java" -> server.when(request -> true, Reply.inputTokens(9));
            case "ListModels.java" -> server.enqueue(Reply.models("MiniMax-M3"));
            case "ListFiles.java" -> server.enqueue(Reply.files("123456789"));
            case "ShowQuota.java" -> server.enqueue(Reply.tokenPlan(89, 97));
            case "Rag.java" ->
                server.when(request -> request.path().endsWith("/embeddings"), embeddings())
                        .when(
                                request -> request.lastUserText().contains("The sea is salty: 3.5 %."),
                                Reply.text("It holds 3.5 % of salt."));
            case "HandleErrors.java" -> server.enqueue(Reply.error(1008, "insufficient balance"));
            case "FallBack.java" ->
                server.enqueue(Reply.error(2064, "overloaded"), Reply.text("Rivers carry salt into it."));
            case "Measured.java" ->
                server.enqueue(Reply.error(2064, "overloaded"), Reply.text("Rivers carry salt into it."));
            case "NamedTool.java" -> server.enqueue(Reply.toolCall("get_weather", "{\"city\":\"Oslo\"}"));
            default ->
                server.when(
                        request -> request.path().endsWith("/chat/completions"),
                        Reply.thinking("Rivers.")
                                .text("Rivers carry salt into it.")
                                .usage(12, 7));
        }
    }

    private static Reply embeddings() {
        return Reply.embeddings(text -> text.contains("sea") ? new float[] {1, 0} : new float[] {0, 1});
    }
}

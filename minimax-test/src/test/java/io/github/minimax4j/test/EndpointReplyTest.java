package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What endpoints other than chat answer. */
@ExtendWith(MiniMaxServerExtension.class)
class EndpointReplyTest {

    @Test
    void modelsComeAsAListOrAlone(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3", "MiniMax-M2.7"), Reply.model("MiniMax-M3"));

        HttpResponse<String> list = Http.get(server, "/v1/models");
        HttpResponse<String> model = Http.get(server, "/v1/models/MiniMax-M3");

        assertThat(Http.at(list, "object")).isEqualTo("list");
        assertThat(Http.at(list, "data[1].id")).isEqualTo("MiniMax-M2.7");
        assertThat(Http.at(list, "data[2]")).isEqualTo("absent");
        assertThat(model.body())
                .isEqualTo(
                        "{\"id\":\"MiniMax-M3\",\"object\":\"model\",\"created\":1780272000,\"owned_by\":\"minimax\"}");
        assertThat(model.headers().firstValue("Trace-Id")).isPresent();
    }

    @Test
    @Tag("Q38")
    void eachTextGetsAVector(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {text.length(), 0.1f}));

        HttpResponse<String> response =
                Http.post(server, "/v1/embeddings", "{\"texts\":[\"first text\",\"second\"],\"type\":\"db\"}");

        assertThat(Http.at(response, "vectors")).isEqualTo(List.of(List.of(10.0, 0.1), List.of(6.0, 0.1)));
        assertThat(Http.at(response, "total_tokens")).isEqualTo(3);
        assertThat(Http.at(response, "base_resp.status_code")).isEqualTo(0);
    }

    @Test
    void imagesComeAsAddressesOrInBase64(MiniMaxServer server) {
        server.enqueue(
                Reply.imageUrls("https://example.com/one.jpeg"),
                Reply.imagesBase64(new byte[] {1, 2}, new byte[] {3}).status(201));

        HttpResponse<String> urls = Http.post(server, "/v1/image_generation", "{}");
        HttpResponse<String> base64 = Http.post(server, "/v1/image_generation", "{}");

        assertThat(Http.at(urls, "data.image_urls")).isEqualTo(List.of("https://example.com/one.jpeg"));
        assertThat(Http.at(urls, "metadata.success_count")).isEqualTo("1");
        assertThat(urls.headers().firstValue("Trace-Id"))
                .hasValue(Http.at(urls, "id").toString());
        assertThat(Http.at(base64, "data.image_base64")).isEqualTo(List.of("AQI=", "Aw=="));
        assertThat(base64.statusCode()).isEqualTo(201);
    }
}

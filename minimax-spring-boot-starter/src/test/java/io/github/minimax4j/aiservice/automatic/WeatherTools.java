package io.github.minimax4j.aiservice.automatic;

import dev.langchain4j.agent.tool.Tool;

/** Something to call. */
public class WeatherTools {

    @Tool
    public String weather(String city) {
        return "rain in " + city;
    }
}

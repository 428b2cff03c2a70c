package dev.langchain4j.micrometer.metrics.listeners;

import dev.langchain4j.model.chat.listener.ChatModelListener;

/** Stands in for LangChain4j's class of this name, of whose bean only the type counts here. */
public final class MicrometerMetricsChatModelListener implements ChatModelListener {}

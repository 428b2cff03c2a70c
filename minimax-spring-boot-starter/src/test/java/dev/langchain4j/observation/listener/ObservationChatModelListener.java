package dev.langchain4j.observation.listener;

import dev.langchain4j.model.chat.listener.ChatModelListener;

/** Stands in for LangChain4j's class of this name, of whose bean only the type counts here. */
public final class ObservationChatModelListener implements ChatModelListener {}

package io.github.minimax4j.examples.rag;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * An embedding store in a Lucene index on disk, searched by its HNSW graph. Thread-safe; one process at a time can open a folder.
 *
 * <p>Lucene's own limit is 1024 dimensions, and the vectors of embo-01 have 1536: see {@link WideVectors}.
 */
public final class LuceneEmbeddingStore implements EmbeddingStore<TextSegment>, AutoCloseable {

    private static final String ID = "id";

    private static final String TEXT = "text";

    private static final String VECTOR = "vector";

    private static final String METADATA = "metadata.";

    private final Directory directory;

    private final IndexWriter writer;

    private LuceneEmbeddingStore(Directory directory, IndexWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /**
     * Opens the store in this folder, or creates it.
     *
     * @throws IOException if the folder cannot be written, or another process uses it
     */
    public static LuceneEmbeddingStore open(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        return new LuceneEmbeddingStore(
                directory, new IndexWriter(directory, new IndexWriterConfig().setCodec(new WideVectors())));
    }

    @Override
    public String add(Embedding embedding) {
        return addAll(List.of(embedding)).get(0);
    }

    @Override
    public void add(String id, Embedding embedding) {
        addAll(List.of(id), List.of(embedding), List.of());
    }

    @Override
    public String add(Embedding embedding, TextSegment segment) {
        return addAll(List.of(embedding), List.of(segment)).get(0);
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        List<String> ids = generateIds(embeddings.size());
        addAll(ids, embeddings, List.of());
        return ids;
    }

    /** Replaces what has one of these ids. Without segments, only the vectors are stored. */
    @Override
    public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
        try {
            for (int i = 0; i < ids.size(); i++) {
                Document document = new Document();
                document.add(new StringField(ID, ids.get(i), Store.YES));
                document.add(
                        new KnnFloatVectorField(VECTOR, embeddings.get(i).vector(), VectorSimilarityFunction.COSINE));
                if (!segments.isEmpty()) {
                    document.add(new StoredField(TEXT, segments.get(i).text()));
                    segments.get(i)
                            .metadata()
                            .toMap()
                            .forEach((name, value) ->
                                    document.add(new StoredField(METADATA + name, String.valueOf(value))));
                }
                writer.updateDocument(new Term(ID, ids.get(i)), document);
            }
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of vectors stored. */
    public int size() {
        return writer.getDocStats().numDocs;
    }

    @Override
    public void removeAll() {
        try {
            writer.deleteAll();
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UnsupportedOperationException if the request has a filter
     */
    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        if (request.filter() != null) {
            throw new UnsupportedOperationException("This store has no filters");
        }
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            float[] question = request.queryEmbedding().vector();
            List<EmbeddingMatch<TextSegment>> matches = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(
                            new KnnFloatVectorQuery(VECTOR, question, request.maxResults()), request.maxResults())
                    .scoreDocs) {
                // Lucene's score of a cosine c is (1 + c) / 2, as LangChain4j's is
                if (hit.score >= request.minScore()) {
                    matches.add(match(hit.score, searcher.storedFields().document(hit.doc)));
                }
            }
            return new EmbeddingSearchResult<>(matches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddingMatch<TextSegment> match(double score, Document document) {
        Metadata metadata = new Metadata();
        for (IndexableField field : document) {
            if (field.name().startsWith(METADATA)) {
                metadata.put(field.name().substring(METADATA.length()), field.stringValue());
            }
        }
        String text = document.get(TEXT);
        return new EmbeddingMatch<>(
                score, document.get(ID), null, text == null ? null : TextSegment.from(text, metadata));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }
}

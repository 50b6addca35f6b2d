package parley.search;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Message;
import parley.core.search.Trait;

/// How a message is a document of the index. No text is stored: what is shown is read from the log.
final class IndexFields {
    /// The message's identity.
    static final String ID = "id";

    static final String CONVERSATION = "conversation";
    static final String SEQ = "seq";

    /// The two people of a direct conversation.
    static final String PERSON = "person";

    static final String FROM = "from";
    static final String AT = "at";
    static final String EXPIRES = "expires";
    static final String TRAIT = "trait";

    /// Orders what is equal in all else.
    static final String TIE = "tie";

    static final String TEXT = "text";

    static final String PINNED = "pinned";

    /// Changes when an index of before can't be asked as it is.
    static final String FORMAT = "1";

    private IndexFields() {}

    /// @param pair who talks there, if two people do
    static Document document(Message message, @Nullable Pair pair) {
        var document = new Document();
        long conversation = message.conversation().number();
        document.add(new StringField(ID, idOf(conversation, message.seq()), Field.Store.NO));
        document.add(new StringField(CONVERSATION, word(message.conversation()), Field.Store.NO));
        document.add(new NumericDocValuesField(CONVERSATION, conversation));
        document.add(new NumericDocValuesField(SEQ, message.seq()));
        document.add(new LongPoint(SEQ, message.seq()));
        document.add(new StringField(FROM, word(message.from()), Field.Store.NO));
        document.add(new NumericDocValuesField(AT, message.at().toEpochMilli()));
        document.add(new LongPoint(AT, message.at().toEpochMilli()));
        document.add(new NumericDocValuesField(TIE, tie(conversation, message.seq())));
        if (pair != null) {
            document.add(new StringField(PERSON, word(pair.a()), Field.Store.NO));
            if (!pair.isWithSelf()) {
                document.add(new StringField(PERSON, word(pair.b()), Field.Store.NO));
            }
        }
        var expiresAt = message.expiresAt();
        if (expiresAt != null) {
            document.add(new LongPoint(EXPIRES, expiresAt.toEpochMilli()));
        }
        for (var trait : Trait.of(message)) {
            document.add(new StringField(TRAIT, trait.word(), Field.Store.NO));
        }
        if (message.state().pinned()) {
            document.add(new StringField(TRAIT, PINNED, Field.Store.NO));
        }
        document.add(new TextField(TEXT, Trait.text(message), Field.Store.NO));
        return document;
    }

    static Term id(ConversationId conversation, long seq) {
        return new Term(ID, idOf(conversation.number(), seq));
    }

    private static String idOf(long conversation, long seq) {
        return Long.toString(conversation, 36) + "." + Long.toString(seq, 36);
    }

    static String word(ConversationId conversation) {
        return Long.toString(conversation.number(), 36);
    }

    static String word(UserId user) {
        return Long.toUnsignedString(user.bits(), 36);
    }

    // clients are told it in cursors: it must say nothing of the numbers that it is made of
    private static int tie(long conversation, long seq) {
        long mixed = (conversation * 0x9E3779B97F4A7C15L + seq) * 0xBF58476D1CE4E5B9L;
        return (int) ((mixed ^ mixed >>> 31) >>> 16);
    }
}

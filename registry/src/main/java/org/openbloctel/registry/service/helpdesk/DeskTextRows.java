package org.openbloctel.registry.service.helpdesk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of canned answers and of published questions. */
final class DeskTextRows {
    private final Database database;

    DeskTextRows(Database database) {
        this.database = database;
    }

    List<CannedAnswer> canned() {
        return database.accounts()
                .sql("select * from accounts.canned_answer order by lower(name), id")
                .query((row, n) ->
                        new CannedAnswer(row.getObject("id", UUID.class), row.getString("name"), texts(row, "text")))
                .list();
    }

    void put(CannedAnswer answer, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.canned_answer (id, name, text_fr, text_en, changed_at)
                        values (:id, :name, :french, :english, :now)
                        on conflict (id) do update set name = excluded.name, text_fr = excluded.text_fr, text_en = excluded.text_en,
                            changed_at = excluded.changed_at
                        """)
                .param("id", answer.id())
                .param("name", answer.name())
                .param("french", answer.text().fr())
                .param("english", answer.text().en())
                .param("now", Columns.timestamp(now))
                .update();
    }

    int deleteCanned(UUID id) {
        return database.accounts()
                .sql("delete from accounts.canned_answer where id = :id")
                .param("id", id)
                .update();
    }

    List<FaqEntry> published() {
        return database.accounts()
                .sql("select * from accounts.faq order by published_at, id")
                .query((row, n) ->
                        new FaqEntry(row.getObject("id", UUID.class), texts(row, "question"), texts(row, "answer")))
                .list();
    }

    void put(FaqEntry entry, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.faq (id, question_fr, answer_fr, question_en, answer_en, published_at)
                        values (:id, :questionFr, :answerFr, :questionEn, :answerEn, :now)
                        on conflict (id) do update set question_fr = excluded.question_fr, answer_fr = excluded.answer_fr,
                            question_en = excluded.question_en, answer_en = excluded.answer_en
                        """)
                .param("id", entry.id())
                .param("questionFr", entry.question().fr())
                .param("answerFr", entry.answer().fr())
                .param("questionEn", entry.question().en())
                .param("answerEn", entry.answer().en())
                .param("now", Columns.timestamp(now))
                .update();
    }

    int deletePublished(UUID id) {
        return database.accounts()
                .sql("delete from accounts.faq where id = :id")
                .param("id", id)
                .update();
    }

    private static Bilingual texts(ResultSet row, String column) throws SQLException {
        return new Bilingual(row.getString(column + "_fr"), row.getString(column + "_en"));
    }
}

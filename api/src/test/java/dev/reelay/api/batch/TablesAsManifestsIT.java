package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that are tables, as spreadsheets write them. */
@QuarkusTest
@WithTestResource(Servers.class)
class TablesAsManifestsIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void rowsOfATableAreRequests() {
        String table = """
                custom_id;prompt;input.duration;resolution;metadata.order;providers;priority
                a;"Two; in one cell, and a ""word""\r
                on two lines";9;720p;0017;fal runcomfy;-3
                b;Second;;;;;

                c;Third;5;540p;18;;
                """;

        Response taken = send("text/csv", "", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8), null);

        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        assertThat(tables.text("""
                select string_agg(n || ' ' || (asked -> 'input' ->> 'prompt') || ' ' || (asked -> 'input' ->> 'duration')
                  || ' ' || coalesce(asked -> 'metadata' ->> 'order', '-') || ' ' || (asked ->> 'priority'), ', ' order by n)
                from batch_line""")).isEqualTo("""
                2 Two; in one cell, and a "word"\r
                on two lines 9 0017 -3, 4 Second 5 - -5, 6 Third 5 18 -5""".replace("\\r", "\r"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt,,x\\na,b,c | 1 | column 2 has no name",
                "prompt,prompt\\na,b | 1 | stands in it twice",
                "prompt,duration\\na,5,6 | 2 | has 3 cells",
                "prompt,duration\\na,6 | 2 | duration",
                "prompt\\nfine\\n\"broken\"x\\nnever seen | 3 | quotes"
            })
    void whatIsWrongWithATableIsNamedByItsLine(String table, int line, String message) {
        Response refused = send("text/csv", "", table.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8), null);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.<Integer>path("errors[0].line")).isEqualTo(line);
        assertThat(refused.<String>path("errors[0].pointer") + " " + refused.<String>path("errors[0].message"))
                .contains(message);
    }

    @Test
    void aTableThatIsNotUtf8IsRefusedAndOneThatSaysWhatItIsIsRead() {
        byte[] table = "prompt\nfür den Café\n".getBytes(Charset.forName("windows-1252"));

        Response refused = send("text/csv", "", table, null);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].message")).contains("UTF-8", "charset=windows-1252");

        assertThat(send("text/csv; charset=windows-1252", "", table, null).statusCode())
                .isEqualTo(202);
        assertThat(tables.text("select asked -> 'input' ->> 'prompt' from batch_line where faults is null"))
                .isEqualTo("für den Café");
    }

    @Test
    void whatASpreadsheetSaysOfItsSeparatorIsHeard() {
        Response refused =
                send("text/csv", "", "sep=;\nprompt;duration\na, b;5\nc;6\n".getBytes(StandardCharsets.UTF_8), null);

        assertThat(refused.<Integer>path("counts.lines")).isEqualTo(2);
        assertThat(refused.<Integer>path("errors[0].line")).isEqualTo(4);
    }
}

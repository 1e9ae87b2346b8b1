package dev.reelay.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.request.StrictJson.Broken;
import dev.reelay.request.StrictJson.Document;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
    private static StrictJson.Parsed parse(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Broken broken(String text) {
        return assertThat(parse(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Broken.class))
                .actual();
    }

    @Test
    void whatIsJsonIsRead() {
        assertThat(parse("{\"a\": [1, 2.5, \"ü🎬\"]}"))
                .isInstanceOfSatisfying(
                        Document.class,
                        document -> assertThat(document.root().toString()).isEqualTo("{\"a\":[1,2.5,\"ü🎬\"]}"));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(parse("\uFEFF{}")).isInstanceOf(Document.class);
    }

    @Test
    void thePlaceOfABreakIsTold() {
        Broken broken = broken("{\n  \"a\": 1,\n  \"b\": oops\n}");

        assertThat(broken.line()).isEqualTo(3);
        assertThat(broken.column()).isBetween(8, 12);
        assertThat(broken.pointer()).isEqualTo("/b");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        assertThat(broken("{\"a\": {\"b\": 1, \"b\": 2}}").pointer()).isEqualTo("/a/b");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] latin = "{\"a\":\n \"ü\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(StrictJson.parse(latin))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.line()).isEqualTo(2));
    }

    @Test
    void whatWouldBurdenUsIsRefused() {
        assertThat(broken("[".repeat(33) + "]".repeat(33)).message()).contains("32 levels");
        assertThat(broken("[" + "1".repeat(101) + "]").message()).contains("100 characters");
        assertThat(broken("{\"" + "a".repeat(1001) + "\": 1}").message()).contains("1000 characters");
    }

    @Test
    void aLongWordIsNotSaidBack() {
        assertThat(broken("a".repeat(100_000)).message()).hasSizeLessThan(300);
        assertThat(broken("{\"" + "a".repeat(900) + "\": oops}").pointer()).isEmpty();
    }

    @Test
    void moreBehindTheEndIsRefused() {
        assertThat(broken("{} {}").message()).contains("behind the end");
    }

    @Test
    void messagesNameNoClasses() {
        for (String text :
                new String[] {"", " ", "{", "{\"a\"", "[1,]", "nul", "{'a':1}", "\"\u0001\"", "{} x", "01"}) {
            assertThat(broken(text).message()).doesNotContain("com.", "Source", "StreamRead", "Deserialization");
        }
    }
}

package io.github.minimax4j.newcomer;

/** A line of Spring Boot, with the names that start.spring.io gives the choice "Spring Web" there. */
enum BootLine {
    BOOT_3_5("3.5.16", "spring-boot-starter-web", "spring-boot-starter-test"),
    BOOT_4_1("4.1.1", "spring-boot-starter-webmvc", "spring-boot-starter-webmvc-test");

    private final String version;

    private final String web;

    private final String test;

    BootLine(String version, String web, String test) {
        this.version = version;
        this.web = web;
        this.test = test;
    }

    /** The pom.xml as generated, with what the pages want added to it. */
    String pom(String dependencies, String besideThem, String plugins) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
                    <modelVersion>4.0.0</modelVersion>
                    <parent>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-starter-parent</artifactId>
                        <version>%s</version>
                        <relativePath/>
                    </parent>
                    <groupId>com.example</groupId>
                    <artifactId>demo</artifactId>
                    <version>0.0.1-SNAPSHOT</version>
                    <name>demo</name>
                    <properties>
                        <java.version>17</java.version>
                    </properties>
                    <dependencies>
                        <dependency>
                            <groupId>org.springframework.boot</groupId>
                            <artifactId>%s</artifactId>
                        </dependency>
                        <dependency>
                            <groupId>org.springframework.boot</groupId>
                            <artifactId>%s</artifactId>
                            <scope>test</scope>
                        </dependency>
                %s
                    </dependencies>
                %s
                    <build>
                        <plugins>
                %s
                        </plugins>
                    </build>
                </project>
                """.formatted(version, web, test, dependencies, besideThem, plugins);
    }

    @Override
    public String toString() {
        return "Spring Boot " + version;
    }
}

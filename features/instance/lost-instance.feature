@instance @restore @oci @control:ISO27001:A.8.13 @control:SOC2:A1.3
@owner:platform
Feature: The shop's instance is lost
  The instance that runs the shop's API is gone, and its boot volume with it. The newest backup of the boot volume becomes a volume, its
  configuration and binaries are compared with what was installed, and an instance is launched from it where it reaches nothing.

  Background:
    Given recovery is promised within 15 minutes, losing at most 24 hours of work
    And the shop's instance is backed up every night

  Scenario: The newest boot volume backup brings the instance back
    When the shop's instance is lost with its boot volume
    And the instance is recovered from its boot volume backup
    Then the recovery is proven
    And the files verification passes
    And the application verification passes
    And nothing could leave the restored copy
    And the recovery time objective is met
    And the data loss objective is met
    And the restored copy is disposed of

  @negative-control
  Scenario Outline: What was changed on its way into the backup is seen
    Given <what> was changed on its way into the newest backup
    When the shop's instance is lost with its boot volume
    And the instance is recovered from its boot volume backup
    Then the files verification fails on <what>
    And the restored copy is disposed of

    Examples:
      | what                  |
      | the API's settings    |
      | the API's program     |

"""Files of people, in and out: papers, archives, tables and sheets. Called by concord.parts and the command line."""

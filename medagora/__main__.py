from medagora.cli.main import run

run()

if __name__ == "__main__":  # parsing processes import this module, and nothing else
    from medagora.cli.main import run

    run()
